# What must come to the platform, was approved, and did not come.
register 业主 procuringEntity 91510700205412308D
register 中心 centre A:9
register 监督 supervisor A:6
as nobody GET /api/catalogue -> 200 check /catalogue/0/class=A01 check /catalogue/0/valid=true
as nobody GET /api/approvals/missing -> 401 UNAUTHENTICATED
as 业主 GET /api/approvals/missing -> 403 DENIED
as 业主 POST /api/approvals {"approvals":[{"code":"x","name":"x","owner":"x","class3":"A01","subject":"works","funding":"state","estimate":{"amount":"1.00","currency":"CNY"},"approved":"@+0d"}]} -> 403 DENIED
as 中心 POST /api/approvals {"approvals":[{"code":"x","name":"x","owner":"x","class3":"A01","subject":"works","funding":"state","estimate":{"amount":"1","currency":"JPY"},"approved":"@+0d"}]} -> 422 BAD_FIELD check /field=/approvals/0/estimate
as 中心 POST /api/approvals {"approvals":[{"code":"x","name":"x","owner":"x","class3":"A01","subject":"works","funding":"state","estimate":{"amount":"1.00","currency":"CNY"},"approved":"@+1d"}]} -> 422 BAD_FIELD check /field=/approvals/0/approved
as 中心 POST /api/approvals {"approvals":[{"code":"x","name":"x","owner":"x","class3":"A01","subject":"works","funding":"state","estimate":{"amount":"1.00","currency":"CNY"},"approved":"@+0d","region":"123456"}]} -> 422 BAD_FIELD check /field=/approvals/0/region
# at the threshold, a fen below it, not of state money, of no class of the catalogue, goods at theirs
as 中心 POST /api/approvals {"approvals":[ \
  {"code":"2026-510700-01","name":"一小","owner":"业主","class3":"A01","subject":"works","funding":"state","estimate":{"amount":"4000000.00","currency":"CNY"},"approved":"2026-01-05T00:00:00Z","region":"510700"}, \
  {"code":"2026-510700-02","name":"二小","owner":"业主","class3":"A01","subject":"works","funding":"state","estimate":{"amount":"3999999.99","currency":"CNY"},"approved":"2026-01-05T00:00:00Z"}, \
  {"code":"2026-510700-03","name":"三小","owner":"业主","class3":"A01","subject":"works","funding":"private","estimate":{"amount":"9000000.00","currency":"CNY"},"approved":"2026-01-05T00:00:00Z"}, \
  {"code":"2026-510700-04","name":"机场","owner":"业主","class3":"A05","subject":"works","funding":"state","estimate":{"amount":"9000000.00","currency":"CNY"},"approved":"2026-01-05T00:00:00Z"}, \
  {"code":"2026-510700-05","name":"路灯","owner":"业主","class3":"A02","subject":"goods","funding":"state","estimate":{"amount":"2000000.00","currency":"CNY"},"approved":"2026-02-20T00:00:00Z"}]} -> 201 check /result/approvals=5
as 监督 GET /api/approvals/missing -> 200 check /missing/0/code=2026-510700-01 check /missing/0/threshold~16号 check /missing/0/rule~2024号 check /missing/1/code=2026-510700-05 check /complete=true lacks 二小 lacks 三小 lacks 机场
as 监督 GET /api/approvals/missing?days=30 -> 200 check /missing/0/code=2026-510700-01 lacks 路灯
as 监督 GET /api/approvals/missing?days=x -> 422 BAD_FIELD
# a later word on a code takes the earlier one's place
as 监督 POST /api/approvals {"approvals":[{"code":"2026-510700-05","name":"路灯","owner":"业主","class3":"A02","subject":"goods","funding":"state","estimate":{"amount":"1999999.99","currency":"CNY"},"approved":"2026-02-20T00:00:00Z"}]} -> 201
as 监督 GET /api/approvals/missing -> 200 lacks 路灯
# it comes: a draft is not enough, what is published is
as 业主 POST /api/projects {"code":"2026-510700-01","name":"一小"} -> 201 save /result/id=P
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"一小","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","lots":[{"title":"一标段"}]} -> 201 save /result/id=T
as 监督 GET /api/approvals/missing -> 200 check /missing/0/name=一小
upload DOC 业主 招标文件
as 业主 POST /api/tenders/$T/announcement {"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30} -> 200
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200
as 监督 GET /api/approvals/missing -> 200 lacks 一小
