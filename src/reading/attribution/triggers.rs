//! Words that report as verbs do: nouns of speech, adjectives of feeling, hedges.

use super::grammar::Part;

const HEARD: &str = "accusations allegations anger calls chatter claims complaints concern concerns confusion criticism criticisms demands doubts fear fears \
     frustration outrage questions reports rumors rumours speculation suggestions suspicions talk uncertainty unease warnings worries";

/// The words of each part, after those of [`super::grammar`].
pub(super) const TRIGGERS: [(Part, &str); 12] = [
    // What somebody said: “his claim that”, “Osei’s warning”.
    (
        Part::SPEECH_NOUN,
        "account accounts accusation accusations admission allegation allegations analysis announcement answer \
         answers apology appeal appeals approval argument arguments assertion assertions assessment assurance \
         assurances attack attacks backing belief call calls claim claims comment comments complaint complaints \
         concern concerns conclusion conclusions condemnation contention criticism criticisms critique critiques \
         declaration demand demands denial denunciation depiction description disapproval distrust doubt doubts \
         embrace endorsement estimate estimates explanation fear fears finding findings hope hopes insistence joke \
         jokes message objection objections opinion opinions opposition plan plans pledge pledges position praise \
         prediction predictions preference promise promises proposal proposals proposition question questions rebuke \
         recommendation recommendations refusal remark remarks request requests reservations response revelation \
         revelations rhetoric speech stance statement statements suggestion support testimony threat threats tweet \
         tweets version view views vow vows warning warnings words",
    ),
    // What is said with a verb that says nothing: “made the case”, “sent a letter”.
    (
        Part::WORDS,
        "account accounts advice apologies apology assurance assurances case caveat condolences \
         congratulations email emails excuses interview interviews letter letters message messages ode order orders \
         petition point points reassurance reassurances resolution report speech speeches testimonial testimonials thanks \
         tribute tributes tweet tweets ultimatum ultimatums verdict",
    ),
    // What somebody thinks or feels.
    (
        Part::FEELING,
        "adamant afraid alarmed angry appalled ashamed aware bitter certain confident convinced critical cynical \
         delighted disappointed dismayed displeased doubtful eager embarrassed excited fearful frustrated furious \
         glad grateful happy hopeful impressed insistent interested mindful opposed optimistic outraged outspoken \
         pessimistic pleased proud puzzled relieved sceptical shocked skeptical startled stunned supportive sure \
         surprised thrilled troubled uncertain unhappy unimpressed unsure upset wary worried",
    ),
    // Participles that without a subject hang a statement on nobody: “is expected to”, “was reported”.
    (
        Part::HEARSAY,
        "accepted accused acknowledged alleged announced argued anticipated asked assumed believed billed blamed called cast claimed confirmed characterised characterized condemned \
         considered credited criticised criticized deemed defined denounced depicted described dismissed dubbed estimated \
         expected feared hailed hoped known labeled labelled mentioned mocked named perceived portrayed praised predicted \
         presumed projected questioned quoted recognised recognized regarded remembered reported ridiculed rumored rumoured said seen suggested \
         suspected thought told touted understood viewed written",
    ),
    // Adverbs that do the same.
    (Part::HEDGE, "allegedly apparently ostensibly purportedly reportedly supposedly"),
    // Adjectives that do the same.
    (Part::ALLEGED, "alleged purported reputed rumored rumoured"),
    // Verbs that do the same, before “to” or “that”.
    (Part::SEEMS, "appear appeared appears seem seemed seems"),
    // Documents that a statement is found in: “in a poll”.
    (Part::ASKED, "interview letter memo op-ed poll polling polls statement studies study survey surveys tweet tweets"),
    // What is heard of nobody in particular: “amid reports of”, “concerns among”.
    (Part::SPEECH_NOUN, HEARD),
    (Part::HEARD, HEARD),
    // What somebody may propose: “the proposed truce would last three days”.
    (
        Part::PROPOSED,
        "proposal proposals demand demands plan plans deal agreement arrangement truce ceasefire condition conditions \
         measure measures package exchange pact scheme",
    ),
    (Part::OPENS, "in per according"),
];
