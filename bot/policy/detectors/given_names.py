"""First names common in the United Kingdom, in lower case, so that one name alone is recognised. No surnames."""

_SURE = """
    adaeze ama betsy bozena catriona chioma cormac danut dariush deio effie efua ernie euan fergal geraint gertie
    grainne gwenno imtiaz ishani ishbel jayce jessie jorja kayla kelsey kezia kwabena lyndsey mhairi morven
    oleksandr olwen padraig priyanka radek rohit sanjana seamus shaniqua shazia soraya struan syd tahir tyrese vikas
    wiktoria wilfrid wullie yuliya
    aaliyah aaron abdul abdullah abigail abraham adam adele adnan adrian ahmed aidan aiden aileen aisha aisling ajay
    akash alan alana alasdair albert alec alejandra aleksander alex alexa alexander alexandra alexis alfie alfred
    ali alice alicia alina alisha alison alistair allan amanda amar amara amelia amina amir amit amy ana anastasia
    andrea andreea andrew andy aneesa aneurin angela angharad angus anil anisa anita anna annabel anne annette annie
    anthony antonia antonio anwen archie arjun arlo arthur arun arwen asha asif astrid aurora austin ava ayaan
    ayesha ayub barbara barney barry beata beatrice becky bella ben benjamin bernadette bernard bernice bertie beth
    bethan bethany betty beverley beverly bilal blessing bonnie brandon bradley brenda brendan brian bridget bronwen
    bronwyn bruce bryan bryn caitlin callum calum cameron camilla carl carla carly carmen caroline carolyn carrie
    carwyn catherine cathy catrin cecilia ceri chantelle charlene charles charlie charlotte chelsea cheryl chinwe
    chidi chloe chris christian christina christine christopher ciara ciaran claire clara clare claudia clive
    colette colin colleen connor conor corey courtney craig cynthia cyril dafydd daisy damian damien dan dana daniel
    danielle danny daphne darcy darius darren daryl dave david davina dawid debbie deborah declan deepa deirdre
    delyth denis denise dennis derek dermot desmond devon dewi diana diane dilwyn dinah dmitri dominic dominika
    donald donna doreen doris dorothy dougie douglas duncan dylan eamonn ebony eddie edith edmund edna edward edwina
    edyta eileen eilidh eirlys elaine eleanor elena eleri elaina elijah eliza elizabeth ella ellen ellie elliot
    elliott eloise elsa elsie elspeth emily emilia emlyn emma emmanuel emrys enid eoin eric erica erin esme esther
    ethan ethel eugene eunice eva evan eve evelyn ewa ewan ezra faisal farah farhan farid fatima fatou felicity
    felix femi fergus finlay finley fiona flora florence frances francesca francis francesco frankie fraser freda
    frederick freddie freya gareth gary gavin gemma geoff geoffrey george georgia georgina gerald geraldine gerard
    gethin gillian gina giovanni gladys glenda glenys gordon graeme graham greg gregory greta gretchen guto gurpreet
    gwen gwyneth gwilym habib hadiya hafsa hamid hamish hamza hana hannah harjit harold harriet harris harry harvey
    hasan hassan hayley hazel hefin heidi helen helena henry hilary hilda howard hugh hugo humaira humphrey hussein
    hywel iain ian ibrahim ida idris ieuan ifan ifeoma ikram imogen imran ines inga ioan iolo iona irena irene iris
    irina isaac isabel isabella isabelle isha isla ismail isobel israel ivan iwan jacek jackie jacob jacqueline jade
    jaden jagdeep jake jakub jamal james jamie jan jane janet janice janine jared jasmin jasmine jason jasper javed
    jay jayden jayne jean jeanette jeff jeffrey jemima jen jenna jennifer jenny jeremy jerome jerry jess jessica
    jill jim jimmy jo joan joanna joanne jodie joe joel johan johanna john johnny jon jonah jonathan jordan jose
    joseph josephine josh joshua josie joyce juan jude judith judy julia julian julie juliet justin kacper kai kamal
    kamran kareem karen karim karl karolina kasia kate katherine kathleen kathryn kathy katie katy kay kayleigh
    keira keith kelly kelvin ken kenneth kenny kerry kevin khadija khalid kian kieran kim kimberley kirsten kirsty
    kofi kris kristina krzysztof kuldeep kunal kwame kyle kylie lachlan laila lakshmi lara larry laura lauren
    lawrence layla leah leanne lee leila lena leo leon leona leonard lesley leslie lewis liam lillian linda lindsay
    lisa liz llinos llywelyn logan lois lorna lorraine louis louisa louise lowri luca lucas lucia lucy luke lydia
    lynda lynn lynne mabel maciej maddie madeleine madison maeve magda magdalena mahmoud mair mairead maisie malcolm
    malik manjit manpreet marcin marcus marek margaret maria mariam marian marianne marie marilyn marion marjorie
    marta martha martin martyn mary maryam mateusz mathew matilda matt matthew maureen maurice maya megan mehmet mei
    melanie melissa mercy meryl mia michael michal michelle miguel mike mikey mila mildred miles millie milo mina
    miriam mo mohamed mohammad mohammed moira molly mona monica morag moses muhammad muriel musa myra nadia nadine
    nancy naomi narinder nasir natalie natasha nathan nathaniel neil nerys nia niamh nicholas nick nicky nicola
    nicole nigel nikhil nikita nina nisha noah noel noor nora noreen norma norman nuala nusrat ola olena olga oliver
    olivia olu oluwaseun omar omari oscar osian owain owen paige pamela parveen patricia patrick patrycja paul paula
    pauline pavel pedro peggy percy perry pete peter petra phil philip philippa phillip phoebe phyllis piotr polly
    poppy pradeep prakash priya rachael rachel rafael rahul raj rajesh ralph ramesh rani rashid rashida ravi raymond
    rebecca reece reg reggie renee reuben rhian rhiannon rhodri rhona rhys ricardo richard rick ricky rita robert
    roberta rodney roger rohan roisin roland ronald ronan ronnie rory rosalind rosamund roseanne rosemary rosie ross
    rowena roy ruby rukhsana rupert russell ruth ryan saad sabina sabrina sadia sadie saima salim sally salma sam
    samantha samina samir samuel sandra sanjay santosh sara sarah saskia satnam scott sean sebastian selina serena
    seren shabana shahid shakira shane shanice shannon sharon shaun shauna sheila shelley shelly sherry shirley shivani
    shona sian sid sidney sienna simon simone sinead siobhan skye sofia sonia sophia sophie spencer stacey stanislaw
    stanley stella steph stephanie stephen steve steven stewart stuart sunil suresh susan susanna susie suzanne
    svetlana sybil sylvia syed tamara tania tanya tara tariq tasha tegan terence teresa terry tessa thandi thea
    thelma theo theodore theresa thomas tia tiffany tilly tim timothy tina toby tom tomas tomasz tommy tony tracey
    tracy trevor tristan trudy tyler tyrone una ursula usha usman valentina valerie vanessa vera verity vernon
    veronica vicky victoria vijay vikram vincent violet vivian vivien wanda warren wayne wendy wilfred wilhelmina
    william winifred wojciech xavier yasin yasmin yasmine youssef yusuf yvette yvonne zac zach zachary zahra zainab
    zak zara zeynep zoe zofia zuzanna aled aoife dipti darnell demi deshawn elan emeka folasade funmi gethyn hakim
    iman jorge kiran kobi latoya leroy marlon mehdi mina nkechi obi reza rosa shahnaz tendai tunde umar waqar
    yetunde zubair kirsteen rhoda dot rosalie stan ted fred ron bob alf len harriet edwin elwyn glyn gwyn ffion
    cerys elin carys efa mali nel gruff morgan macsen tomos sion siwan eluned menna meleri heulwen
    agnes ada aggie albie alun alma amira anouk anthea archibald arnold arwel audrey avril aziz beca beccy beryl
    bess bessie betsan bettina bev bobby brendon brianna bronagh caleb callie candice caoimhe carlos caron
    cassandra cecil cedric celia chandra cher cherie chester chrissie clement clifford clodagh cora cordelia
    corinne dafina daksha darcey davey deanna deb debra delia della delroy demelza denzel dermott dessie dex dilys
    dionne donal dora dorothea doug dougal douglass dwayne dympna eamon eben eirwen elma elodie elsbeth elvis emer
    enrico ephraim errol estelle ester etta evelyne evie ezekiel faye fernando finn fiyin flo floyd fran francine
    fredrick gabriel gabriella gaynor georgie gerry gertrude ghulam gil giles gita glynis godfrey griff guinevere
    gurdeep gus gwenda gwendolyn gwilim hank hari harper haroon harvinder hattie hector hermione hettie hollie hong
    horace huw ibby idwal ike illtyd ina indira ingrid iqbal ira irfan isaiah ivor izzy jaime jamila janette jarvis
    jed jemma jermaine jerzy jethro jez joanie joann jocelyn jodi joelle johnnie jojo joni jonty josette juliette
    kamila karis kasim katarzyna kath kathryne katya keri kez khalil kirk kitty kwesi kyra lana lavinia leanna
    lenny lettice lexi lila lillie linus lionel liv lizzie lloyd lola lolita lorenzo lottie lou luka lukasz lyn
    lyra mabli madge maggie mahnoor maire malachy mandy manuel marcel marcela margery margo margot mariana mario
    marjory marley marnie marvin mateo maud maude mavis maxine meena megs mehreen merle mervyn mick mickey
    millicent minnie miranda mitch mohan mollie monty morwenna moya myfanwy myles myrtle nadeem nasreen nat
    nathalie ned nelly nell nellie nesta nettie neville niall nicholson nikki nils noelle nye oded odette ollie
    oona orla orlaith osama otis otto pam parminder pasha patsy pearse perdita pia priscilla prudence quentin rab
    rabia rae raheem rajan ralf ramona ranjit raquel rashad reginald rena rhianna rian rishi roald robbie robyn
    rocco roddy rolf romeo rosamond rosanna roseann rosina roz rufus rukhsar ruthie sabah sacha safiya salman
    sandeep sanjeev sasha satish selwyn senga seumas seb shafiq shaheen shamima sharmila shaz sheena shelagh shreya
    siegfried silas silvia simran sioned solomon sonny sora stefan stevie sukhi suki suzie sylvester tabitha tad
    tam tamsin tanisha taylor teddy teegan terri thaddeus thierry thora tilda timmy tobias tod todd tove tricia
    trish trixie tudor uma vaughan velma vince vinny viv wally walter wasim wes wilf willa willie wilma winnie
    winston wyn yan yolanda yosef yousaf yuki yuri zack zaheer zeb zelda zena zia ziggy zuleika
    jaxon jax brody cody colby kayden kaiden caiden brayden jenson hudson bodhi enzo nevaeh lacey lexie maisy
    darcie ottilie aria ariana luna lyla delilah ayla hallie harlow kaia mya penelope kyran romy remy axel milan
    zayn zayan eesa yahya aizah inaaya anaya aarav arya vihaan ishaan aditi tanvi kavya anjali divya zakariya
    abubakar zaynab khadijah sumayyah yusra ngozi chukwu ade adebayo kemi tolu bukola temi ayo kwaku akosua abena
    esi yaw nana rudo tapiwa farai chipo oksana bohdan taras andriy mykola iryna nataliya vasyl dmytro yulia olha
    agnieszka malgorzata grzegorz slawomir ewelina dorota zbigniew andrei ionut mihai vlad bogdan cristina florin
    gheorghe ioana wei xin hao jing
"""
_ALSO_WORDS = """
    april may june mark will grace rose hope faith joy bill grant frank rob sue pat dean drew art ray jack guy
    summer dawn heather holly ivy lily olive chase chuck carol robin victor max gene ash penny amber autumn basil
    brook brooke cliff crystal dale daisy dick drew eden ernest ford gale glen harmony herb jasper jewel joy kit
    lane laurel melody miller nick norm opal patience pearl percy piers reed rich rod rusty ruby sandy sky stew
    sterling tray tyne val wade ward warren woody chance christian skip summer willow eve bea bee mina
    mason carter cooper hunter parker nova rex ming
"""
ALSO_WORDS = frozenset(_ALSO_WORDS.split())
"""Names that are everyday words too: one counts as a name only where its surroundings say so."""

GIVEN_NAMES = frozenset(_SURE.split()) - ALSO_WORDS
"""Names that stand for a person wherever they are written with a capital."""

_SEASONS = frozenset({"may", "april", "june", "summer", "autumn", "will", "dawn", "art", "sky", "ash", "ward", "lane"})
WORDS_AS_NAMES = ALSO_WORDS - _SEASONS
"""Those that name a person where they do what only people do."""
