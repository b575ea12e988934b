# One form: project, tender, plan, announcement and room in one act, all of it or nothing.
register 业主 procuringEntity 91510700205412308D
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
register 丙 tenderer 91330100799655058B
register 中心 centre A:9
as 甲 POST /api/intakes {"tender":{"kind":"works-lowest-price","title":"x","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","lots":[{"title":"一"}]},"plan":{"expected":"@+1d","content":"x"},"announcement":{"text":"……","deadline":"@+21d","windowMinutes":30}} -> 403 DENIED
upload DOC 业主 招标文件
as 业主 POST /api/intakes {"project":{"code":"2026-510700-10","name":"绵阳市图书馆","region":"510700"},"tender":{"kind":"works-lowest-price","title":"图书馆施工","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","lots":[{"title":"一标段"}]},"announcement":{"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30}} -> 422 MISSING_FIELD check /field=/plan
as 业主 POST /api/intakes {"tender":{"kind":"works-lowest-price","title":"图书馆施工","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","lots":[{"title":"一标段"}]},"plan":{"expected":"@+1d","content":"图书馆土建"},"announcement":{"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30}} -> 422 MISSING_FIELD check /field=/tender/project
as 业主 POST /api/intakes {"project":{"code":"2026-510700-10","name":"绵阳市图书馆","region":"999999"},"tender":{"kind":"works-lowest-price","title":"图书馆施工","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","lots":[{"title":"一标段"}]},"plan":{"expected":"@+1d","content":"图书馆土建"},"announcement":{"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30}} -> 422 BAD_FIELD check /field=/project/region
as 业主 POST /api/intakes {"project":{"code":"2026-510700-10","name":"绵阳市图书馆","region":"510700"},"tender":{"kind":"works-lowest-price","title":"图书馆施工","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","lots":[{"title":"一标段","estimate":{"amount":"9000000.00","currency":"CNY"},"security":{"amount":"180000.01","currency":"CNY"}}]},"plan":{"expected":"@+1d","content":"图书馆土建"},"announcement":{"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30}} -> 422 LAW_BOUND check /field=/tender/lots/0/security
as 业主 POST /api/intakes {"project":{"code":"2026-510700-10","name":"绵阳市图书馆","region":"510700"},"tender":{"kind":"works-lowest-price","title":"图书馆施工","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","lots":[{"title":"一标段"}]},"plan":{"expected":"@+1d","content":"图书馆土建"},"announcement":{"text":"……","document":"$DOC","deadline":"@+19d","windowMinutes":30}} -> 422 LAW_BOUND check /field=/announcement/deadline check /rule~第二十四条
as 业主 POST /api/intakes {"project":{"code":"2026-510700-10","name":"绵阳市图书馆","region":"510700"},"tender":{"kind":"works-lowest-price","title":"图书馆施工","mandatory":true,"stateControlled":true,"funding":"state","qualification":"before","method":"open","organisation":"self","lots":[{"title":"一标段"}]},"plan":{"expected":"@+1d","content":"图书馆土建"},"announcement":{"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30}} -> 409 WRONG_STATE
as 业主 POST /api/intakes {"project":{"code":"2026-510700-10","name":"绵阳市图书馆","region":"510700"},"tender":{"kind":"works-lowest-price","title":"图书馆施工","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","lots":[{"title":"一标段"}]},"plan":{"expected":"@+1d","content":"图书馆土建"},"announcement":{"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30},"room":{"opens":"@+20d","hours":8,"seats":12}} -> 422 BAD_FIELD check /field=/room/opens
# nothing of what was refused is there
as 业主 POST /api/intakes {"project":{"code":"2026-510700-10","name":"绵阳市图书馆","region":"510700"},"tender":{"kind":"works-lowest-price","title":"图书馆施工","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","lots":[{"title":"一标段"}]},"plan":{"expected":"@+1d","content":"图书馆土建，约一万二千平方米"},"announcement":{"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30},"room":{"opens":"@+21d","hours":8,"seats":12,"note":"要有投影"}} -> 201 save /result/id=T save /result/lots/0=L save /result/plan=N save /result/project=P check /result/state=submitted
as 业主 POST /api/intakes {"project":{"code":"2026-510700-10","name":"绵阳市图书馆"},"tender":{"kind":"works-lowest-price","title":"图书馆施工","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","lots":[{"title":"一标段"}]},"plan":{"expected":"@+1d","content":"x"},"announcement":{"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30}} -> 409 DUPLICATE check /field=/project/code
as 业主 POST /api/intakes {"project":{"code":"2026-510700-11","name":"绵阳市图书馆"},"tender":{"project":"$P","kind":"works-lowest-price","title":"图书馆施工","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","lots":[{"title":"一标段"}]},"plan":{"expected":"@+1d","content":"x"},"announcement":{"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30}} -> 422 BAD_FIELD check /field=/tender/project
# the plan is public, the tender is not before it is confirmed and published
as nobody GET /api/notices/$N -> 200 check /type=plan check /body/content~平方米
as nobody GET /notices/$N -> 200
as nobody GET /api/tenders/$T -> 404 NOT_FOUND
as nobody GET /api/intakes -> 401 UNAUTHENTICATED
as 业主 GET /api/intakes -> 403 DENIED
as 中心 GET /api/intakes -> 200 check /intakes/0/tender=$T check /intakes/0/plan=$N check /intakes/0/state=submitted check /intakes/0/principal=业主
as nobody GET /api/rooms/wishes -> 401 UNAUTHENTICATED
as 业主 GET /api/rooms/wishes -> 403 DENIED
as 中心 GET /api/rooms/wishes -> 200 check /wishes/0/seats=12 check /wishes/0/tender=$T
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200
seal b1 $L $甲 {"price":{"amount":"4100000.00","currency":"CNY"}}
seal b2 $L $乙 {"price":{"amount":"4200000.00","currency":"CNY"}}
seal b3 $L $丙 {"price":{"amount":"4300000.00","currency":"CNY"}}
as 甲 POST /api/lots/$L/bids {"form":"$b1"} -> 201
as 乙 POST /api/lots/$L/bids {"form":"$b2"} -> 201
as 丙 POST /api/lots/$L/bids {"form":"$b3"} -> 201
include setup_committee.t
clock +21d
as 甲 POST /api/lots/$L/keys {"form":"$b1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$b2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$b3.key"} -> 200
clock +1800000
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D
include setup_shown.t
as 业主 POST /api/lots/$L/award -> 200
proves $L
