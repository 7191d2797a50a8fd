#!/bin/sh
# Molti enti con GNU parallel: quattro parti insieme, su una macchina o su più, poi un rapporto solo.
# La cartella con workspace.yaml qui si chiama «enti».
parti=4
seq "$parti" | parallel --halt never "limpido build enti --shard {}/$parti --out public --report parti/{}"
limpido report merge parti/* --out report
