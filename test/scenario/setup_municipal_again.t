# The same is tendered again; $L is the new lot, $L1 the one that failed.
as 业主 POST /api/intakes {"tender":{"project":"$P","kind":"works-municipal","title":"滨河路施工（重新招标）","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","retenderOf":"$T","lots":[{"title":"一标段","ceiling":{"amount":"50000000.00","currency":"CNY"}}]},"plan":{"expected":"@+1d","content":"滨河路施工"},"announcement":{"text":"……","deadline":"@+21d","windowMinutes":30,"evaluation":{"method":"lowest-price","asking":{"of_mean":850000,"of_next":0,"of_ceiling":0},"ties":[{"by":"draw"}]}}} -> 201 save /result/id=T save /result/lots/0=L
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200
