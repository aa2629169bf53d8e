"""Words that are written with a capital without naming a person, in lower case. Names stand in given_names.py."""

NOT_NAMES = frozenset(
    """
    aged a an the this that these those we our us you your i my he she they it his her their its who what when where why
    how which and but or so if as at by for from in into of on off out over to up with without about after before
    during since until not no yes all any both each every many most much more few some such same other another one
    two three four five six monday tuesday wednesday thursday friday saturday sunday january february march april
    june july august september october november december christmas easter ramadan diwali eid halloween bonfire
    boxing bank summer winter spring autumn good happy great new old big free best bad sad local national public
    general royal north south east west northern southern eastern western central upper lower greater little united
    british english welsh scottish irish european american london england wales scotland ireland britain kingdom
    europe leeds york bath bristol manchester birmingham liverpool cardiff glasgow edinburgh belfast council county
    city town borough district parish village street road lane avenue close drive way crescent terrace gardens court
    place square park green hill bridge river lake bay beach station airport hospital trust nhs ward clinic centre
    center theatre museum library school primary academy college university high grammar nursery church cathedral
    mosque temple hall house castle tower market house department ministry office agency service services authority
    board committee team force police fire rescue ambulance army navy crown magistrates youth family supreme
    tribunal parliament commons government cabinet secretary minister mayor councillor cllr mp chief officer
    director manager head deputy leader chair dr doctor nurse sister professor pc sgt sergeant inspector mr mrs ms
    miss sir dame lord lady king queen prince princess please thanks thank sorry hello hi dear hey morning afternoon
    evening night welcome congratulations congrats well done meet see read watch join visit come call email write
    ask tell find get go look help support book apply register vote sign check avoid beware warning update news
    breaking important reminder missing wanted appeal found lost open closed delays known everyone everybody someone
    nobody anyone people residents patients staff officers crews firefighters two man woman boy girl men women
    children kids parents families mum dad here there now today tonight tomorrow yesterday last next first second
    third just only even still also again never always often once did do does is are was were be been has have had
    will would can could should may might must let make take give keep put use work working love lovely proud
    delighted pleased shocking terrible awful disgusting absolute another great-grandmother health social care act
    bill code policy plan report review scheme project programme fund budget tax housing planning transport
    education business community environment climate energy water waste recycling highways libraries leisure sport
    sports arts culture heritage history month week day year awards award prize cup league united rovers albion fc
    rugby football club society association union rotary lions legion charity foundation group ltd limited plc co
    company bbc itv sky google facebook twitter instagram youtube tiktok whatsapp teams zoom slack outlook windows
    microsoft official-sensitive covid flu ai it hr a&e icu gp gps nhs111 tv uk eu us usa un nato our guide
    free-range golden silver red blue white black yellow pink brown grey orange market high mill church
    port llan inver kirk fort mount loch long nether
    great-western maine harry-potter rev reverend bishop constable commander captain superintendent detective
    midwife matron consultant paramedic firefighter surgeon porter chaplain watch judge coroner baroness builder
    solicitor landlord reporter colleague receptionist hoarder because despite following according under between
    among against through across around along near outside inside while whilst although though unless whether given
    having being doing making taking getting having watching seeing hearing reading keeping staying living dementia
    cancer diabetes stroke covid-19 alzheimer parkinson down crohn independent special hot cold early late long
    short full empty safe unsafe top rare real true false honours daily mail mirror sun times guardian telegraph
    express gazette herald echo post standard whoever whatever wherever really sadly luckily unfortunately
    fortunately hopefully currently recently finally
    operation op exercise plan strategy
    unit level room gate platform floor block zone phase stage route line page step chapter part section tier band class
    option stop stand door recovery
    calan dydd formula radio reader buses trains bays lines routes platforms story guy suffragette bedside
    ysbyty neuadd llyfrgell ysgol cyngor heol ffordd stryd canolfan capel eglwys bwrdd gwasanaeth heddlu dinas prifysgol
    coleg amgueddfa theatr gorsaf pont afon mynydd traeth castell marchnad meddygfa uned parc maes
    harpist pianist piper fiddler guitarist choir
    asylum workhouse trading standards citizens advice
    ring text dial phone universal credit pension beinn loch glen sliabh slieve sgurr creag
    international world winter nurses doctors midwives volunteers carers apprentices pd
    """.split()  # noqa: SIM905  a block of words reads better than a thousand quotation marks
)
"""Words that no person's name begins with or holds."""

PLACE_ENDINGS = frozenset(
    """
    grove cross common moor vale fields field heath wood woods hollow heights rise mews estate parade quay wharf docks
    harbour pier head point island isle valley banks brook farm cottage ring wells spa magna parva regis junction
    dock band choir quintet quartet trio orchestra ensemble singers players dancers friends explorers harriers striders
    runners ramblers wheelers pipes hooves paws charity project
    hoard stars ladies gents gaeaf photography festival bridge radio carnival orchestra rangers wanderers town city
    row wharf yard fold garth wynd brae vennel croft villas buildings flats tower towers parade crescent mews
    roundabout bypass corner arms inn gate gates meadow meadows ponds pond reservoir canal lock locks tram line
    """.split()  # noqa: SIM905  a block of words reads better
)
"""Last words of places: an unknown word before one is no first name."""
