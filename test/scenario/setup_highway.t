# 公路: taken in by one form, confirmed and published.
register 业主 procuringEntity 91510700205412308D
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
register 丙 tenderer 91330100799655058B
register 丁 tenderer A:4
as 业主 POST /api/intakes {"project":{"code":"2026-510700-13","name":"九若公路","region":"510700"},"tender":{"kind":"works-highway","title":"九若公路施工","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","lots":[{"title":"一标段","ceiling":{"amount":"50000000.00","currency":"CNY"}}]},"plan":{"expected":"@+1d","content":"九若公路施工"},"announcement":{"text":"……","deadline":"@+21d","windowMinutes":30,"documentsPart":true,"twoEnvelopes":true,"evaluation":{"method":"highway","benchmark":{"drop_from":5,"drop_high":1,"drop_low":1,"second_mean":false,"ceiling":{"down":100000,"weight":400000},"factor":{"kind":"multiply","choices":[{"value":970000},{"value":980000}]},"mean_unit":1,"base_unit":1,"deviation_places":-1,"full":1000000,"above":20000,"below":10000,"least":0,"places":2,"corrected":false},"ties":[{"by":"price"},{"by":"draw"}]}}} -> 201 save /result/project=P save /result/id=T save /result/lots/0=L
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200
