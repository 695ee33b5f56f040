from tests.benchmarks import paper
from tests.benchmarks.harness import Report


def test_the_benchmark_runs_small():
    report = Report(0, most_rounds=1)
    paper.measure(report, 120)
    assert [figure.budget for figure in report.figures] == [2.5] * 7
    assert all(figure.value > 0 for figure in report.figures)
