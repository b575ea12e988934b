# The project is registered before its tenders: both name it.
as 业主 POST /api/projects {"code":"2026-510700-21","name":"涪城新区二期","region":"510700"} -> 201 save /result/id=P
set PROJECT
set AGAIN "project":"$P",
