# Factor and scores of 甲, 乙 and 丙 on the lot $L; $D is the result.
as e1 POST /api/lots/$L/factor {"value":980000,"note":"开标现场抽球，全体在场"} -> 201
as e1 POST /api/lots/$L/scores {"party":"$甲","scores":[{"criterion":"S1","score":250000,"reason":"方案比较"},{"criterion":"S2","score":50000,"reason":"合同复印件"}]} -> 200
as e1 POST /api/lots/$L/scores {"party":"$乙","scores":[{"criterion":"S1","score":270000,"reason":"方案比较"},{"criterion":"S2","score":80000,"reason":"合同复印件"}]} -> 200
as e1 POST /api/lots/$L/scores {"party":"$丙","scores":[{"criterion":"S1","score":210000,"reason":"方案比较"},{"criterion":"S2","score":30000,"reason":"合同复印件"}]} -> 200
as e2 POST /api/lots/$L/scores {"party":"$甲","scores":[{"criterion":"S1","score":255000,"reason":"方案比较"},{"criterion":"S2","score":50000,"reason":"合同复印件"}]} -> 200
as e2 POST /api/lots/$L/scores {"party":"$乙","scores":[{"criterion":"S1","score":280000,"reason":"方案比较"},{"criterion":"S2","score":80000,"reason":"合同复印件"}]} -> 200
as e2 POST /api/lots/$L/scores {"party":"$丙","scores":[{"criterion":"S1","score":200000,"reason":"方案比较"},{"criterion":"S2","score":30000,"reason":"合同复印件"}]} -> 200
as e3 POST /api/lots/$L/scores {"party":"$甲","scores":[{"criterion":"S1","score":240000,"reason":"方案比较"},{"criterion":"S2","score":50000,"reason":"合同复印件"}]} -> 200
as e3 POST /api/lots/$L/scores {"party":"$乙","scores":[{"criterion":"S1","score":265000,"reason":"方案比较"},{"criterion":"S2","score":80000,"reason":"合同复印件"}]} -> 200
as e3 POST /api/lots/$L/scores {"party":"$丙","scores":[{"criterion":"S1","score":220000,"reason":"方案比较"},{"criterion":"S2","score":30000,"reason":"合同复印件"}]} -> 200
as e4 POST /api/lots/$L/scores {"party":"$甲","scores":[{"criterion":"S1","score":260000,"reason":"方案比较"},{"criterion":"S2","score":50000,"reason":"合同复印件"}]} -> 200
as e4 POST /api/lots/$L/scores {"party":"$乙","scores":[{"criterion":"S1","score":275000,"reason":"方案比较"},{"criterion":"S2","score":80000,"reason":"合同复印件"}]} -> 200
as e4 POST /api/lots/$L/scores {"party":"$丙","scores":[{"criterion":"S1","score":215000,"reason":"方案比较"},{"criterion":"S2","score":30000,"reason":"合同复印件"}]} -> 200
as e5 POST /api/lots/$L/scores {"party":"$甲","scores":[{"criterion":"S1","score":245000,"reason":"方案比较"},{"criterion":"S2","score":50000,"reason":"合同复印件"}]} -> 200
as e5 POST /api/lots/$L/scores {"party":"$乙","scores":[{"criterion":"S1","score":260000,"reason":"方案比较"},{"criterion":"S2","score":80000,"reason":"合同复印件"}]} -> 200
as e5 POST /api/lots/$L/scores {"party":"$丙","scores":[{"criterion":"S1","score":205000,"reason":"方案比较"},{"criterion":"S2","score":30000,"reason":"合同复印件"}]} -> 200
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D
