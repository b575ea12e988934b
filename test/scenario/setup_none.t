# The committee rejects all four bids, and the lot has failed.
as e1 POST /api/lots/$L/disqualifications {"party":"$甲","ground":"unresponsive","reason":"投标文件没有对招标文件的实质性要求作出响应"} -> 200
as e2 POST /api/lots/$L/disqualifications {"party":"$甲","ground":"unresponsive","reason":"投标文件没有对招标文件的实质性要求作出响应"} -> 200
as e3 POST /api/lots/$L/disqualifications {"party":"$甲","ground":"unresponsive","reason":"投标文件没有对招标文件的实质性要求作出响应"} -> 200
as e1 POST /api/lots/$L/disqualifications {"party":"$乙","ground":"unsigned","reason":"投标文件未经单位负责人签字"} -> 200
as e2 POST /api/lots/$L/disqualifications {"party":"$乙","ground":"unsigned","reason":"投标文件未经单位负责人签字"} -> 200
as e3 POST /api/lots/$L/disqualifications {"party":"$乙","ground":"unsigned","reason":"投标文件未经单位负责人签字"} -> 200
as e1 POST /api/lots/$L/disqualifications {"party":"$丙","ground":"no-agreement","reason":"投标联合体没有提交共同投标协议"} -> 200
as e2 POST /api/lots/$L/disqualifications {"party":"$丙","ground":"no-agreement","reason":"投标联合体没有提交共同投标协议"} -> 200
as e3 POST /api/lots/$L/disqualifications {"party":"$丙","ground":"no-agreement","reason":"投标联合体没有提交共同投标协议"} -> 200
as 甲 POST /api/lots/$L/disqualifications {"party":"$丁","reason":"x"} -> 403 DENIED
as e1 POST /api/lots/$L/disqualifications {"party":"$丁","ground":"unqualified","reason":"不符合招标文件规定的资格条件"} -> 200
as e2 POST /api/lots/$L/disqualifications {"party":"$丁","ground":"unqualified","reason":"不符合招标文件规定的资格条件"} -> 200
as e3 POST /api/lots/$L/disqualifications {"party":"$丁","ground":"unqualified","reason":"不符合招标文件规定的资格条件"} -> 200
as nobody GET /api/lots/$L/evaluation -> 403 SECRET
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /pending=null check /tie=false check /result/bids/0/why~第五十一条 lacks winner lacks rank
include setup_five.t
as nobody GET /api/lots/$L -> 200 check /state=unsuccessful
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 409 WRONG_STATE
as nobody GET /api/lots/$L/evaluation -> 200 check /digest=$D check /result/bids/3/why~条例 lacks winner
as nobody GET /api/notices?type=unsuccessful&tender=$T -> 200 check /notices/0/lot=$L save /notices/0/id=N
as nobody GET /api/notices/$N -> 200 check /body/why~否决全部投标
as nobody GET /notices/$N -> 200
include setup_failed.t
