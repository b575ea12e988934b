# A plain Chinese tender with one lot, published; the deadline in 21 days, 30 minutes for keys.
register 业主 procuringEntity 91510700205412308D
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
register 丙 tenderer 91330100799655058B
as 业主 POST /api/projects {"code":"2026-510700-01","name":"九寨沟县第二小学"} -> 201 save /result/id=P
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"九寨沟县第二小学教学楼施工", \
  "mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open", \
  "organisation":"self","lots":[{"title":"教学楼施工","ceiling":{"amount":"5000000.00","currency":"CNY"}}]} \
  -> 201 save /result/id=T save /result/lots/0=L
upload DOC 业主 招标文件
as 业主 POST /api/tenders/$T/announcement {"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30} -> 200 check /result/state=submitted check /result/warnings~862号
as 业主 POST /api/tenders/$T/publication -> 409 NOT_CONFIRMED check /detail~/confirmation
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200 check /result/state=published
