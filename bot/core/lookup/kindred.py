"""Everyday words that askers use for one another. A kindred word counts almost as much as the word itself.

One group a line, general English first, then study, career and medicine. A word may be in several groups. Listed are
words, not stems; whether two of them mean the same in a given question is left to the words around them.
"""

WEIGHT = 0.8

GROUPS = tuple(
    tuple(line.split())
    for line in """
    begin start commence launch
    end finish stop complete terminate quit
    big large huge great major
    small little tiny minor
    quick fast rapid soon quickly speedy
    buy purchase get order acquire
    obtain receive get acquire gain
    need require necessary requirement mandatory required
    help assist support aid assistance
    fix repair resolve solve correct
    change alter modify update edit switch adjust
    remove delete erase clear rid cancel
    add create make new insert include
    show display list see view tell
    find locate search look discover
    choose select pick
    allow permit enable able possible
    forbid ban prohibit block prevent
    turn switch set
    disable deactivate
    activate enable
    close shut
    keep retain store save
    copy duplicate clone
    share send
    wait delay long pending
    duration length long
    near close nearby
    far distance
    limit maximum max
    minimum min least
    good best great excellent
    bad worst poor terrible
    happy glad
    sad unhappy
    reason cause
    usual typical normal common
    kind type sort
    way method
    person people someone anyone
    friend buddy
    name call
    explain describe define meaning mean definition
    difference differ compare different versus
    area region location place
    country nation
    abroad overseas foreign international
    time hour clock
    today tonight
    schedule calendar agenda appointment meeting event
    remind reminder alert notification
    alarm wake
    loud volume sound
    quiet mute silent silence
    light lamp
    hot warm heat
    cold cool
    weather forecast temperature rain
    news headline
    old aged age elderly senior
    young youth junior
    kid child children infant baby
    mother mom mum
    father dad
    house home apartment residence
    food meal eat dish
    cook recipe prepare make
    drink beverage
    restaurant diner eatery
    song music track tune
    movie film
    picture photo image pic photograph
    joke funny
    trip travel journey vacation holiday
    car vehicle auto automobile
    taxi cab ride
    road route path directions direction
    flight plane airline fly
    hotel lodging
    ticket pass
    bag luggage baggage
    book reserve reservation booking
    phone mobile cell telephone smartphone
    mail email message inbox
    talk speak chat communicate
    say tell speak mention
    ask question inquire query request
    answer reply respond response
    translate language
    error problem issue trouble fault bug
    broken defective faulty fail failed malfunction wrong
    lost missing stolen misplace lose
    safe secure security protect safety
    risk danger dangerous hazard unsafe
    verify confirm identity prove validate verification
    password passcode pin
    login log signin
    register signup enroll join
    expire expiration expiry
    cost price fee charge expense expensive cheap rate much pricing
    pay salary earn money income wage compensation paid earning paycheck
    bill payment invoice pay
    money cash fund
    transfer send move wire
    refund reimburse reimbursement
    card debit credit
    currency exchange
    withdraw withdrawal
    deposit topup
    loan mortgage
    insurance coverage
    score rating
    job work career employment employed occupation profession position
    hire recruit
    demand market outlook
    role duty job responsibility
    skill ability talent quality trait
    benefit advantage pro
    school university college
    student trainee learner
    teach educate instruct teaching education training train
    study learn
    research study academic academia
    exam test examination
    certification certificate certified board credential
    conference meeting congress
    journal paper publication publish
    update current latest new recent
    residency resident
    fellowship fellow
    application apply
    interview match
    doctor physician doc specialist clinician
    patient people
    illness disease sickness sick condition
    medicine medication drug treatment therapy
    cure treat heal
    symptom sign
    spread transmit transmission contagious catch
    mask cover
    procedure intervention interventional
    """.strip().splitlines()
)
