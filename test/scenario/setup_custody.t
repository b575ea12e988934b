# A tender with a documents part, whose bids' keys three custodians keep; any two of them open a bid.
register 业主 procuringEntity 91510700205412308D
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
register 丙 tenderer 91330100799655058B
register 公证 custodian 91450200198229141F
register 银行 custodian 91150000701463622D
register 中心 centre,custodian 12510700MB1X00001U
authorities
custodian 公证章 p256 91450200198229141F
custodian 银行章 rsa 91150000701463622D
custodian 中心章 sm2 12510700MB1X00001U
as 公证 POST /api/custodians {"certificate":"$公证章.seal"} -> 201
as 银行 POST /api/custodians {"certificate":"$银行章.seal"} -> 201
as 中心 POST /api/custodians {"certificate":"$中心章.seal"} -> 201
as 业主 POST /api/projects {"code":"2026-510700-01","name":"九寨沟县第二小学"} -> 201 save /result/id=P
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"九寨沟县第二小学教学楼施工", \
  "mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open", \
  "organisation":"self","lots":[{"title":"教学楼施工","ceiling":{"amount":"5000000.00","currency":"CNY"}}]} \
  -> 201 save /result/id=T save /result/lots/0=L
upload DOC 业主 招标文件
as 业主 POST /api/tenders/$T/announcement {"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30,"documentsPart":true, \
  "custody":{"threshold":2,"custodians":[{"party":"$公证","certificate":"$公证章.seal"},{"party":"$银行","certificate":"$银行章.seal"},{"party":"$中心","certificate":"$中心章.seal"}]}} -> 200
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200
set CUSTODY 2 公证章 银行章 中心章
