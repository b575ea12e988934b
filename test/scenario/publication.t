# What must be published and said, and the designated medium's receipts that set day 0.
include setup_signed.t
register 中心 centre A:9
# this announcement said nothing of what 10号令 wants: told when it was written, and to all
as nobody GET /api/lots/$L/completeness -> 200 check /complete=false check /missing=[] check /unsaid/0/type=announcement check /unsaid/0/missing/0/field=/contents/scope check /unsaid/0/missing/0/rule~第五条
as 业主 POST /api/lots/$L/candidates -> 200 save /result/ends=E
as nobody GET /api/notices?tender=$T -> 200 check /notices/0/type=candidates save /notices/0/id=N
as nobody GET /api/notices/$N -> 200 check /body/objectTo=$业主 check /body/commitments/0/durationDays=300
as nobody GET /notices/$N -> 200
# the medium publishes it two days later: the publicity runs from its day
as nobody GET /api/publications/pending -> 401 UNAUTHENTICATED
as 业主 GET /api/publications/pending -> 403 DENIED
as 中心 GET /api/publications/pending -> 200 check /notices/0/type=announcement save /notices/0/id=A
as 中心 GET /api/publications/pending?after=1 -> 200 check /notices/0/type=opening
as 业主 POST /api/notices/$N/receipts {"medium":"中国招标投标公共服务平台","number":"2026-1","publishedAt":"@+0"} -> 403 DENIED
as 中心 POST /api/notices/$N/receipts {"medium":"中国招标投标公共服务平台","number":"2026-1","publishedAt":"@+1d"} -> 422 BAD_FIELD check /field=/publishedAt
as 中心 POST /api/notices/$N/receipts {"medium":"中国招标投标公共服务平台","number":"2026-1","publishedAt":"2026-03-02T00:00:00Z"} -> 422 BAD_FIELD check /field=/publishedAt
as nobody GET /api/lots/$L -> 200 check /publicityEnds=2026-03-26T16:00:00.000Z
as nobody GET /api/lots/$L/completeness -> 200 check /owed/0/what=receipt check /owed/0/late=false check /owed/0/rule~10号令
clock +2d
as 中心 POST /api/notices/$N/receipts {"medium":"中国招标投标公共服务平台","number":"2026-1","publishedAt":"@+0"} -> 201 check /result/warnings=[]
as 中心 POST /api/notices/$N/receipts {"medium":"中国招标投标公共服务平台","number":"2026-2","publishedAt":"@+0"} -> 409 DUPLICATE check /field=/medium
as nobody GET /api/notices/$N/receipts -> 200 check /receipts/0/number=2026-1
as nobody GET /api/lots/$L -> 200 check /publicityEnds=2026-03-28T16:00:00.000Z
as 中心 GET /api/publications/pending?after=2 -> 200 lacks $N
# of the announcement it comes too late for the deadline that was kept: told
as 中心 POST /api/notices/$A/receipts {"medium":"中国招标投标公共服务平台","number":"2026-3","publishedAt":"2026-03-05T00:00:00Z"} -> 201 check /result/warnings/0/field=/deadline check /result/warnings/0/rule~第二十四条
# within the first end, not the second
clock 2026-03-27T00:00:00Z
as 业主 POST /api/lots/$L/award -> 422 LAW_BOUND
clock 2026-03-28T16:00:00Z
as nobody GET /api/lots/$L/completeness -> 200 check /owed=[]
as 业主 POST /api/lots/$L/award -> 200 check /result/warnings=[]
as nobody GET /api/lots/$L/completeness -> 200 check /missing=[] lacks receipt check /owed/0/what=report check /owed/1/what=contract
# another medium's receipt after the award leaves the publicity as it was
as 中心 POST /api/notices/$N/receipts {"medium":"四川省公共资源交易平台","number":"8","publishedAt":"@+0"} -> 201 check /result/warnings/0/rule~10号令 check /result/warnings/0/detail~公示期
as nobody GET /api/lots/$L -> 200 check /publicityEnds=2026-03-28T16:00:00.000Z
as nobody GET /api/lots/$L/completeness -> 200 lacks receipt
proves $L
# one that says what it must is complete
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"二期","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","lots":[{"title":"一标段"}]} -> 201 save /result/id=T2 save /result/lots/0=L2
upload DOC 业主 招标文件
as 业主 POST /api/tenders/$T2/announcement {"text":"……","document":"$DOC","deadline":"2026-04-30T00:00:00Z","windowMinutes":30,"contents":{"scope":"教学楼二期，8000 平方米，财政资金","qualification":"建筑工程施工总承包二级及以上","consortium":"不接受","obtaining":"公告之日起在平台下载","submission":"在平台加密递交"}} -> 200 check /result/warnings/0/field=/contents/contact check /result/warnings/1/field=/contents/platform
as 业主 POST /api/tenders/$T2/return -> 200
as 业主 POST /api/tenders/$T2/announcement {"text":"……","document":"$DOC","deadline":"2026-04-30T00:00:00Z","windowMinutes":30,"evaluation":{"method":"lowest-price","ties":[{"by":"draw"}]},"contents":{"scope":"教学楼二期，8000 平方米，财政资金","qualification":"建筑工程施工总承包二级及以上","consortium":"不接受","obtaining":"公告之日起在平台下载","submission":"在平台加密递交","contact":"绵阳市某路 1 号，张某，0816-0000000","platform":"https://practice.heng"}} -> 200 check /result/warnings=[]
as 业主 POST /api/tenders/$T2/confirmation -> 200
as 业主 POST /api/tenders/$T2/publication -> 200 save /result/notice=N2
as nobody GET /notices/$N2 -> 200
as nobody GET /api/notices/$N2 -> 200 check /body/periods/0/number/id=bid.period.min check /body/periods/0/years/0/year=2026
as nobody GET /api/lots/$L2/completeness -> 200 check /complete=true
