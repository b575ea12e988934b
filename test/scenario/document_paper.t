# A version of the tender document, read and as PDF: a draft is for its own side and supervision, a published one for all.
register 业主 procuringEntity 91510700205412308D
register 代理 agency A:5
register 甲 tenderer 914403001922038216
register 监督 supervisor A:6
as 业主 POST /api/projects {"code":"2026-510700-19","name":"第五小学"} -> 201 save /result/id=P
as 业主 POST /api/tenders {"project":"$P","kind":"works-building","title":"第五小学施工","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"agency","lots":[{"title":"教学楼","ceiling":{"amount":"5000000.00","currency":"CNY"}}]} -> 201 save /result/id=T
as 业主 POST /api/tenders/$T/mandate {"agency":"$代理","scope":"全过程"} -> 201
upload v1 代理 {"template":"works-building","fields":[{"id":"scope","value":"教学楼土建及安装"},{"id":"duration.days","value":"300"},{"id":"quality","value":"合格"},{"id":"qualification","value":"建筑工程施工总承包二级及以上"},{"id":"consortium","value":"不接受"},{"id":"subcontract","value":"主体结构不得分包"},{"id":"validity.days","value":"90"},{"id":"security.performance","value":"100"},{"id":"committee.size","value":"5"},{"id":"candidates","value":"3"}],"chapters":[{"id":"notice","text":"第一条 招标条件\n<b>不是标记</b>"},{"id":"instructions","text":"第一条\n第二条 内容见附件。\n第三条"},{"id":"evaluation","text":"第一条\n第二条 内容见附件。\n第三条"},{"id":"contract","text":"第一条\n第二条 内容见附件。\n第三条"},{"id":"bill","text":"第一条\n第二条 内容见附件。\n第三条"},{"id":"drawings","text":"第一条\n第二条 内容见附件。\n第三条"},{"id":"technical","text":"第一条\n第二条 内容见附件。\n第三条"},{"id":"forms","text":"第一条\n第二条 内容见附件。\n第三条"}],"evaluation":{"method":"comprehensive","benchmark":{"drop_from":5,"drop_high":1,"drop_low":1,"second_mean":false,"mean_unit":1,"base_unit":1,"deviation_places":2,"full":600000,"above":10000,"below":5000,"least":0,"places":2,"corrected":false},"scoring":{"trim_from":5,"places":2,"criteria":[{"id":"S1","title":"施工方案","section":"技术","full":400000,"objective":false}]},"ties":[{"by":"price"},{"by":"draw"}]},"form":["price","duration_days"]}
upload v2 业主 {"template":"works-building","fields":[{"id":"scope","value":"教学楼土建及安装"},{"id":"duration.days","value":"310"},{"id":"quality","value":"合格"},{"id":"qualification","value":"建筑工程施工总承包二级及以上"},{"id":"consortium","value":"不接受"},{"id":"subcontract","value":"主体结构不得分包"},{"id":"validity.days","value":"90"},{"id":"security.performance","value":"100"},{"id":"committee.size","value":"5"},{"id":"candidates","value":"3"}],"chapters":[{"id":"notice","text":"第一条\n第二条 内容见附件。\n第三条"},{"id":"instructions","text":"第一条\n第二条 内容见附件。\n第三条"},{"id":"evaluation","text":"第一条\n第二条 内容见附件。\n第三条"},{"id":"contract","text":"第一条\n第二条 预付款为百分之十。\n第三条"},{"id":"bill","text":"第一条\n第二条 内容见附件。\n第三条"},{"id":"drawings","text":"第一条\n第二条 内容见附件。\n第三条"},{"id":"technical","text":"第一条\n第二条 内容见附件。\n第三条"},{"id":"forms","text":"第一条\n第二条 内容见附件。\n第三条"}],"evaluation":{"method":"comprehensive","benchmark":{"drop_from":5,"drop_high":1,"drop_low":1,"second_mean":false,"mean_unit":1,"base_unit":1,"deviation_places":2,"full":600000,"above":10000,"below":5000,"least":0,"places":2,"corrected":false},"scoring":{"trim_from":5,"places":2,"criteria":[{"id":"S1","title":"施工方案","section":"技术","full":400000,"objective":false}]},"ties":[{"by":"price"},{"by":"draw"}]},"form":["price","duration_days"]}
as 代理 POST /api/tenders/$T/documents {"document":"$v1"} -> 201 check /result/documentsPart=false
# what the agency registered, the procuring entity goes on with
as 业主 POST /api/tenders/$T/documents {"document":"$v2","previous":"$v1"} -> 201 check /result/changes/fields/0/id=duration.days
as 业主 GET /api/tenders/$T/documents/$v1 -> 200 check /document/template=works-building check /document/fields/1/value=300 check /evaluation/0~综合评估法 check /number=1
as 业主 GET /api/tenders/$T/documents/$v2?since=$v1 -> 200 check /changes/fields/0/now=310 check /changes/chapters/1/changes/0/line=2
as 业主 GET /api/tenders/$T/documents/$v1?since=$v2 -> 200 check /changes/fields/0/now=300 check /previous=$v2
as 业主 GET /api/tenders/$T/documents/$v1?since=$P -> 404 NOT_FOUND check /field=since
as 业主 GET /api/tenders/$T/documents/$P -> 404 NOT_FOUND
as 监督 GET /api/tenders/$T/documents -> 200 check /versions/1/digest=$v2
as 监督 GET /api/tenders/$T/documents/$v2/paper -> 200 words 第2版（未发布）
as nobody GET /api/tenders/$T/documents/$v2/paper -> 404 NOT_FOUND
as 甲 GET /api/tenders/$T/documents/$v1 -> 404 NOT_FOUND
as nobody GET /tenders/$T/documents/$v2 -> 404
as 代理 GET /api/tenders/$T/documents/$v1/paper -> 200 words 房屋建筑工程施工招标文件 words 尚未发布，不作为投标依据 words $v1 words 投标人须知前附表 words 履约担保，占中标价的千分比 words 教学楼土建及安装 words 第一章招标公告 words <b>不是标记</b> words 参加计算的报价达到5个及以上的 words 每高于评标基准价1%扣1分 words 满分60分 words 开标一览表应当填写：投标报价、工期 words 演练文书
as 业主 POST /api/tenders/$T/announcement {"text":"……","document":"$v2","deadline":"@+25d","windowMinutes":30} -> 200
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200
# published, it is everybody's; the draft before it stays what it was
as nobody GET /api/tenders/$T/documents/$v2/paper -> 200 words 第2版 words 预付款为百分之十 lacks 尚未发布
as nobody GET /api/tenders/$T/documents/$v2 -> 200 check /evaluation/0~综合评估法
as 甲 GET /api/tenders/$T/documents/$v1/paper -> 404 NOT_FOUND
as 甲 GET /api/tenders/$T/documents/$v2?since=$v1 -> 404 NOT_FOUND check /field=since
as 甲 GET /api/tenders/$T/documents -> 200 check /versions/0/digest=$v2 lacks $v1
as 甲 GET /api/tenders/$T/documents/$v2 -> 200 check /previous=null lacks 不是标记
as 业主 GET /api/tenders/$T/documents/$v2 -> 200 check /previous=$v1
# people read a page or the PDF; the data are for systems, and come last
as nobody GET /tenders/$T/documents/$v2 -> 200 words 预付款为百分之十 words 去掉一个最高和一个最低 words 章　合同条款 words /api/tenders/$T/documents/$v2/paper lacks 尚未发布
as 代理 GET /tenders/$T/documents/$v1 -> 200 words &lt;b&gt;不是标记 words 尚未发布，不作为投标依据
as nobody GET /tenders/$T/documents/$v1 -> 404
as nobody GET /api/notices?type=announcement&tender=$T -> 200 save /notices/0/id=N
as nobody GET /notices/$N -> 200 words 在线阅读</a> words PDF words 结构化数据 words /tenders/$T/documents/$v2"
