# What bids cite of their records, told after the opening as it stood at the deadline.
include setup_tender.t
register 丁 tenderer A:4
as 甲 POST /api/parties/$甲/qualifications {"kind":"建筑工程施工总承包","level":"一级","number":"D244012345","issuer":"住房和城乡建设部","from":"2023-01-01","to":"2027-03-31"} -> 201 save /result/id=q1
as 甲 POST /api/parties/$甲/qualifications {"kind":"建筑工程施工总承包","level":"二级","number":"D244012346","issuer":"住房和城乡建设厅","from":"2023-01-01","to":"2026-03-22"} -> 201 save /result/id=q2
as 甲 POST /api/parties/$甲/people {"name":"王五","identity":"11010519491231002X","profession":"constructor","number":"粤1442020","level":"一级","until":"2027-12-31"} -> 201 save /result/id=w1
as 乙 POST /api/parties/$乙/achievements {"project":"某小学","owner":"某县教育局","amount":{"amount":"12000000.00","currency":"CNY"},"finished":"2024-06-30"} -> 201 save /result/id=a1
as 丁 POST /api/parties/$丁/qualifications {"kind":"市政公用工程施工总承包","level":"一级","number":"D344012345","issuer":"住房和城乡建设部","from":"2023-01-01","to":"2027-03-31"} -> 201 save /result/id=q3
seal bid1 $L $甲 {"price":{"amount":"4812000.00","currency":"CNY"},"records":[{"id":"$q1"},{"id":"$q2"},{"id":"$w1"},{"id":"$a1"},{"id":"01KJNXGE00PS26E5G9K9ASWCVA"}]}
seal bid2 $L $乙 {"price":{"amount":"4712000.00","currency":"CNY"},"consortium":[{"name":"丁","code":"A:4"}],"records":[{"id":"$a1"},{"id":"$q3"}]}
seal bid3 $L $丙 {"price":{"amount":"4950300.00","currency":"CNY"}}
as 甲 POST /api/lots/$L/bids {"form":"$bid1"} -> 201
as 乙 POST /api/lots/$L/bids {"form":"$bid2"} -> 201
as 丙 POST /api/lots/$L/bids {"form":"$bid3"} -> 201
as nobody GET /api/lots/$L/cited -> 403 SECRET
clock +20d
as 甲 POST /api/parties/$甲/records/endings {"record":"$w1","reason":"离职"} -> 200
clock +1d
as 甲 GET /api/lots/$L/cited -> 403 SECRET
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$bid2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key"} -> 200
clock +1800000
# ended later than the deadline: it stood then
as 乙 POST /api/parties/$乙/records/endings {"record":"$a1","reason":"重复登记"} -> 200
as nobody GET /api/lots/$L/cited -> 200 check /bids/0/name=甲 check /bids/0/records/0/state=valid check /bids/0/records/0/own=true check /bids/0/records/1/state=expired check /bids/0/records/2/state=ended check /bids/0/records/2/content/name=王五 check /bids/0/records/3/own=false check /bids/0/records/4/state=unknown
as nobody GET /api/lots/$L/cited -> 200 check /bids/1/records/0/state=valid check /bids/1/records/0/own=true check /bids/1/records/1/own=true check /bids/1/records/1/party=$丁 lacks 丙 lacks 11010519491231002X
