"""Runs the steps of a linkage job on Apache Spark: parquet in, parquet out.

usage: spark-submit link.py JOB.json
JOB.json: {"folder": ..., "views": [...], "steps": [{"table", "sql"}], "components": true}
A view is a folder of parquet in `folder`; each step's table is written there. With "components" the table `edge`
also gives `component` (id, component): which edges hang together, by large-star and small-star steps
(Kiveris and others 2014). Every round is written down, so that no plan grows with the rounds.
"""

import json
import sys

from pyspark.sql import DataFrame, SparkSession, functions as F


def stored(spark: SparkSession, frame: DataFrame, path: str) -> DataFrame:
    frame.write.mode("overwrite").parquet(path)
    return spark.read.parquet(path)


def large_star(edges: DataFrame) -> DataFrame:
    """Each larger neighbour of a node is hung on the smallest one around it."""
    both = edges.union(edges.select("v", "u")).toDF("u", "v")
    least = both.groupBy("u").agg(F.min("v").alias("m"))
    hung = both.join(least, "u").where("v > u").select(F.col("v"), F.least("u", "m").alias("m"))
    return hung.toDF("u", "v").distinct()


def small_star(edges: DataFrame) -> DataFrame:
    """Each node and its smaller neighbours are hung on the smallest of them."""
    down = edges.select(F.greatest("u", "v").alias("u"), F.least("u", "v").alias("v")).where("u > v")
    least = down.groupBy("u").agg(F.min("v").alias("m"))
    hung = down.join(least, "u").where("v > m").select("v", "m")
    return hung.union(least).toDF("u", "v").distinct()


def components(spark: SparkSession, edges: DataFrame, folder: str) -> DataFrame:
    now = stored(spark, edges.select(F.col("left_id").alias("u"), F.col("right_id").alias("v")), f"{folder}/round0")
    before = None
    for turn in range(1, 60):
        now = stored(spark, small_star(large_star(now)), f"{folder}/round{turn % 2 + 1}")
        sign = now.agg(F.count("*"), F.sum(F.xxhash64("u", "v").cast("decimal(38,0)"))).first()
        if sign == before:
            break
        before = sign
    roots = now.select(F.col("v").alias("id"), F.col("v").alias("component")).distinct()
    return now.toDF("id", "component").union(roots).distinct()


def main() -> None:
    with open(sys.argv[1], encoding="utf-8") as file:
        job = json.load(file)
    spark = SparkSession.builder.appName("shield-link").getOrCreate()
    folder = job["folder"]
    for view in job["views"]:
        spark.read.parquet(f"{folder}/{view}").createOrReplaceTempView(view)
    for step in job["steps"]:
        table = stored(spark, spark.sql(step["sql"]), f"{folder}/{step['table']}")
        table.createOrReplaceTempView(step["table"])
    if job.get("components"):
        edges = spark.read.parquet(f"{folder}/edge")
        components(spark, edges, folder).write.mode("overwrite").parquet(f"{folder}/component")
    spark.stop()


main()
