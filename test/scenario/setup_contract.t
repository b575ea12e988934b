# The contract with $FIRST at the price of the award, the written report, and the archive.
as 业主 POST /api/lots/$L/archive -> 409 WRONG_STATE
as 业主 POST /api/lots/$L/contract {"price":{"amount":"$LIMIT","currency":"CNY"},"signedAt":"@+0"} -> 422 CONTRACT_DEVIATES check /field=/price/amount check /message/zh~第四十六条
as 业主 POST /api/lots/$L/contract {"price":{"amount":"$FIRST_PRICE","currency":"CNY"},"signedAt":"@+0"} -> 422 MISSING_FIELD check /field=/document check /rule~第四十六条
as 业主 POST /api/lots/$L/contract {"price":{"amount":"$FIRST_PRICE","currency":"CNY"},"quality":"优良","signedAt":"@+0"} -> 422 CONTRACT_DEVIATES check /field=/quality check /detail~合格 check /message/zh~第五十七条
as 业主 POST /api/lots/$L/contract {"price":{"amount":"$FIRST_PRICE","currency":"CNY"},"durationDays":301,"signedAt":"@+0"} -> 422 CONTRACT_DEVIATES check /field=/durationDays
upload CONTRACT 业主 施工合同
as 业主 POST /api/lots/$L/contract {$FIRST_TERMS,"price":{"amount":"$FIRST_PRICE","currency":"CNY"},"document":"$CONTRACT","quality":"合格","signedAt":"@+0"} -> 200 check /result/warnings=[]
as nobody GET /api/notices?type=contract&tender=$T -> 200 check /notices/0/lot=$L save /notices/0/id=N
as nobody GET /api/notices/$N -> 200 check /body/supplier=$FIRST check /body/price/amount=$FIRST_PRICE
as nobody GET /notices/$N -> 200
as nobody GET /api/notices?type=unsuccessful&tender=$T -> 200 check /notices=[]
as nobody GET /api/lots/$L/completeness -> 200 check /complete=true check /owed/1/what=report check /owed/1/late=false check /owed/1/rule~第四十七条
as 业主 POST /api/lots/$L/archive -> 409 WRONG_STATE check /rule~第四十七条 check /detail~report
upload R 业主 招标投标情况书面报告
as 业主 POST /api/lots/$L/report {"document":"$R"} -> 201 check /result/warnings=[]
as 业主 POST /api/lots/$L/archive -> 200 check /result/state=archived
as nobody GET /api/lots/$L/completeness -> 200 check /complete=true check /missing=[] check /owed/0/what=receipt lacks report
as nobody GET /trades/$L -> 200
proves $L
