# One who buys and four who bid; the first tender is of a project that comes in with it.
register 业主 procuringEntity 91510700205412308D
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
register 丙 tenderer 91330100799655058B
register 丁 tenderer A:4
register 中心 centre A:9
set PROJECT "project":{"code":"2026-510700-20","name":"涪城新区","region":"510700"},
set AGAIN
set ROUND
set REVIEW
