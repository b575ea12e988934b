# 市政: taken in by one form, confirmed and published.
register 业主 procuringEntity 91510700205412308D
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
register 丙 tenderer 91330100799655058B
as 业主 POST /api/intakes {"project":{"code":"2026-510700-12","name":"滨河路","region":"510700"},"tender":{"kind":"works-municipal","title":"滨河路施工","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","lots":[{"title":"一标段","ceiling":{"amount":"50000000.00","currency":"CNY"}}]},"plan":{"expected":"@+1d","content":"滨河路施工"},"announcement":{"text":"……","deadline":"@+21d","windowMinutes":30,"evaluation":{"method":"lowest-price","asking":{"of_mean":850000,"of_next":0,"of_ceiling":0},"ties":[{"by":"draw"}]}}} -> 201 save /result/project=P save /result/id=T save /result/lots/0=L
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200
