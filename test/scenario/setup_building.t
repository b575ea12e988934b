# 房建: taken in by one form, confirmed and published.
register 业主 procuringEntity 91510700205412308D
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
register 丙 tenderer 91330100799655058B
as 业主 POST /api/intakes {"project":{"code":"2026-510700-11","name":"九寨沟县第三小学","region":"510700"},"tender":{"kind":"works-building","title":"教学楼施工","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","lots":[{"title":"一标段","ceiling":{"amount":"5000000.00","currency":"CNY"}}]},"plan":{"expected":"@+1d","content":"教学楼施工"},"announcement":{"text":"……","deadline":"@+21d","windowMinutes":30,"evaluation":{"method":"comprehensive","benchmark":{"drop_from":5,"drop_high":1,"drop_low":1,"second_mean":false,"factor":{"kind":"multiply","choices":[{"value":970000},{"value":980000}]},"mean_unit":1,"base_unit":1,"deviation_places":2,"full":600000,"above":10000,"below":5000,"least":0,"places":2,"corrected":false},"scoring":{"trim_from":5,"places":2,"criteria":[{"id":"S1","title":"施工方案","section":"技术","full":300000,"objective":false},{"id":"S2","title":"类似业绩","section":"商务","full":100000,"objective":true}]},"ties":[{"by":"price"},{"by":"draw"}]}}} -> 201 save /result/project=P save /result/id=T save /result/lots/0=L
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200
