# The coefficient is drawn late: prices wait for it, and are opened only then.
register 业主 procuringEntity 91510700205412308D
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
register 丙 tenderer 91330100799655058B
as 业主 POST /api/projects {"code":"2026-510700-02","name":"九寨沟县第三小学"} -> 201 save /result/id=P
as 业主 POST /api/tenders {"project":"$P","kind":"works-building","title":"九寨沟县第三小学教学楼施工", \
  "mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open", \
  "organisation":"self","lots":[{"title":"教学楼施工","ceiling":{"amount":"5000000.00","currency":"CNY"}}]} \
  -> 201 save /result/id=T save /result/lots/0=L
upload DOC 业主 招标文件
as 业主 POST /api/tenders/$T/announcement {"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30} -> 422 MISSING_FIELD check /field=/evaluation
as 业主 POST /api/tenders/$T/announcement {"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30,"evaluation": \
  {"method":"highway","ties":[{"by":"draw"}]}} -> 422 MISSING_FIELD check /field=/evaluation/benchmark
as 业主 POST /api/tenders/$T/announcement {"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30,"evaluation": \
  {"method":"highway","benchmark":{"drop_from":5,"drop_high":1,"drop_low":1,"second_mean":false,"mean_unit":100,"base_unit":100, \
    "deviation_places":2,"full":1000000,"above":20000,"below":10000,"least":0,"places":2,"corrected":false}, \
  "ties":[{"by":"draw"}]}} -> 422 BAD_FIELD check /field=/evaluation/method check /rule~2018
as 业主 POST /api/tenders/$T/announcement {"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30,"evaluation":{ \
  "method":"comprehensive", \
  "benchmark":{"drop_from":5,"drop_high":1,"drop_low":1,"second_mean":false, \
    "factor":{"kind":"multiply","choices":[{"value":970000},{"value":980000}]}, \
    "mean_unit":1,"base_unit":1,"deviation_places":2,"full":600000,"above":10000,"below":5000,"least":0,"places":2,"corrected":false}, \
  "scoring":{"trim_from":5,"places":2,"criteria":[ \
    {"id":"S1","title":"施工方案","section":"技术","full":300000,"objective":false}, \
    {"id":"S2","title":"类似业绩","section":"商务","full":100000,"objective":true}]}, \
  "ties":[{"by":"price"},{"by":"draw"}]}} -> 200
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200
as 业主 POST /api/lots/$L/committee {"members":[{"name":"一","unit":"业主","expert":false},{"name":"二","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"三","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"四","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"五","unit":"x","expert":true,"years":12,"title":"高级工程师"}]} -> 201 \
  save /result/members/0=m1 save /result/members/1=m2 save /result/members/2=m3 save /result/members/3=m4 save /result/members/4=m5
person e1 $m1
person e2 $m2
person e3 $m3
person e4 $m4
person e5 $m5
seal bid1 $L $甲 {"price":{"amount":"4812000.00","currency":"CNY"},"duration_days":300}
seal bid2 $L $乙 {"price":{"amount":"4712000.00","currency":"CNY"},"duration_days":300}
seal bid3 $L $丙 {"price":{"amount":"4950300.00","currency":"CNY"},"duration_days":290}
as 甲 POST /api/lots/$L/bids {"form":"$bid1"} -> 201
as 乙 POST /api/lots/$L/bids {"form":"$bid2"} -> 201
as 丙 POST /api/lots/$L/bids {"form":"$bid3"} -> 201
clock +21d
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$bid2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key"} -> 200
clock +1800000
as nobody GET /api/lots/$L/opening -> 403
as 业主 POST /api/lots/$L/factor {"value":980000,"note":"开标现场抽球，全体在场"} -> 201
as 业主 POST /api/lots/$L/cancellation {"reason":"查实违法，终止"} -> 200
proves $L
