"""Reads the tables of a package with polars and joins them: the peer of `jiedui check`."""

import resource
import sys
import time

import polars as pl

folder = sys.argv[1]
start = time.perf_counter()
text = {"schema_overrides": {"id": pl.String, "parent": pl.String, "donor": pl.String,
                             "recipient": pl.String, "pairing": pl.String}}
nodes = pl.read_csv(f"{folder}/nodes.csv", **text)
pairings = pl.read_csv(f"{folder}/pairings.csv", **text)
flows = pl.read_csv(f"{folder}/flows.csv", **text)
read = time.perf_counter()

ids = nodes.select("id", "kind")
linked = 0
for table, columns in ((nodes, ["parent"]), (pairings, ["donor", "recipient"]),
                       (flows, ["donor", "recipient"])):
    for column in columns:
        linked += table.join(ids, left_on=column, right_on="id", how="inner").height
linked += flows.join(pairings.select("id", "kind"), left_on="pairing", right_on="id",
                     how="inner").height
unique = all(t["id"].n_unique() == t.height for t in (nodes, pairings, flows))
end = time.perf_counter()
print(f"{read - start:.3f} {end - start:.3f} {linked} {unique} "
      f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}")
