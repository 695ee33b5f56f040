from tests.benchmarks import import_export
from tests.benchmarks.harness import Report


def test_the_benchmark_runs_small(tmp_path):
    report = Report(300)
    import_export.measure(report, tmp_path, 300)
    report.write(tmp_path / "informe.json")
    assert [figure.budget for figure in report.figures] == [
        None,
        1.3,
        None,
        1.0,
        None,
        1.5,
        1.5,
        1.5,
        None,
        None,
    ]
    assert all(figure.value > 0 for figure in report.figures)
