"""Names of drugs, as a pattern over folded text."""

DRUG = (
    r"(?:ibuprofen|tylenol|acetaminophen|paracetamol|aspirin|naproxen|advil|aleve|motrin|gabapentin|pregabalin|lyrica|"
    r"tramadol|oxys?|oxycodone|oxycontin|percocets?|percs?|vicodin|norco|hydrocodone|morphine|codeine|fentanyl|methadone|suboxone|"
    r"buprenorphine|opioids?|opiates?|pain ?killers?|pain (?:meds|medications?|pills|tablets)|"
    r"muscle relax(?:ers?|ants?)|"
    r"flexeril|cyclobenzaprine|baclofen|prednisone|cortisone|cymbalta|duloxetine|amitriptyline|ketamine|lidocaine|"
    r"cbd|kratom|xanax|valium|antidepressants?|nsaids?|meloxicam|celebrex|diclofenac|voltaren|triptans?|sumatriptan)"
)
