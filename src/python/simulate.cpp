// SPDX-License-Identifier: BSL-1.0
// Decisions in time, by theory and by simulation.
#include "measures.hpp"
#include "work.hpp"

#include <pangkas/io/office_rules.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/study/decision_times.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::python {
namespace {

using held = std::shared_ptr<held_organisation>;

py::object to_python(const decision_times& times) {
  const simulation_result& found = times.found;
  const auto mean = [&](double simulated_run::*which) {
    return times.days(found.interval(which)).mean;
  };
  py::tuple quantiles(simulated_quantiles);
  for (std::size_t i = 0; i < simulated_quantiles; ++i)
    quantiles[i] = times.days(found.quantile(0.05 * static_cast<double>(i + 1)));
  py::tuple by_run(found.runs.size());
  double open = 0;
  for (std::size_t i = 0; i < found.runs.size(); ++i) {
    by_run[i] = times.days(found.runs[i].staying);
    open += static_cast<double>(found.runs[i].open);
  }
  if (!found.runs.empty()) open /= static_cast<double>(found.runs.size());
  py::list stations;
  for (const std::uint32_t s : times.busiest()) {
    const simulated_station& at = found.stations[s];
    const position_id p = times.network.positions[s];
    std::optional<double> by_theory;
    if (found.theory.waiting[s]) by_theory = times.days(*found.theory.waiting[s]);
    stations.append(record("StationTimes")(
        text(times.org.code(p)), times.org.seats(p), found.theory.load[s], at.utilisation,
        times.days(at.waiting), by_theory, at.queue, at.longest_queue));
  }
  const mean_interval staying = times.staying();
  return record("DecisionTimes")(
      staying.mean, staying.half_width, quantiles, by_run, times.staying_by_theory(),
      found.theory.is_exact, mean(&simulated_run::waiting), mean(&simulated_run::working),
      mean(&simulated_run::delayed), times.network.mean_hand_offs, times.network.volume,
      times.network.undecidable_volume, open, found.is_steady, found.is_precise,
      times.days(static_cast<double>(found.horizon)),
      times.days(static_cast<double>(found.warm_up)), py::tuple(stations));
}

py::object to_python(const times_before_after& times) {
  py::tuple posts(times.break_even.size());
  for (std::size_t i = 0; i < times.break_even.size(); ++i) {
    const post_break_even& post = times.break_even[i];
    posts[i] = record("PostBreakEven")(text(times.before.org.code(post.post)),
                                       text(times.after.org.code(post.receiver)), post.alpha,
                                       post.q, post.moved_work, post.moved_authority,
                                       post.load_before, post.load_after, post.is_slower());
  }
  return record("TimesBeforeAfter")(
      to_python(times.before), to_python(times.after), times.difference.difference.mean,
      times.difference.difference.half_width, times.difference.variance_ratio,
      times.difference.correlation, times.disagree(), text(times.in_words()), posts);
}

py::object simulated(const held& org, const std::optional<held>& after, const py::object& calendar,
                     const std::string& work, std::size_t replications,
                     std::size_t first_replication, const std::optional<double>& precision,
                     const std::optional<double>& horizon_days,
                     const std::optional<double>& warm_up_days, std::uint64_t seed,
                     double moved_work, std::size_t threads, const py::object& on,
                     const std::string& absent_flag, double working_minutes) {
  timing_options how;
  how.network.decisions = decision_options_from(on, absent_flag, {}, working_minutes);
  if (!calendar.is_none()) {
    const auto file = py::module_::import("os").attr("fspath")(calendar).cast<std::string>();
    how.network.office = read_office_rules(read_file(file), file);
  }
  auto& rules = how.network.office.work;
  rules.insert(rules.begin(), parse_work_law(work));
  if (precision && !(*precision > 0 && *precision < 1))
    throw py::value_error("precision is a share between 0 and 1, as in 0.05");
  if (horizon_days && !(*horizon_days > 0 && *horizon_days <= 36'500))
    throw py::value_error("horizon_days is above 0 and at most 36500");
  if (warm_up_days && !(*warm_up_days >= 0 && *warm_up_days <= 36'500))
    throw py::value_error("warm_up_days is 0 or more and at most 36500");
  if (!(moved_work >= 0 && moved_work <= 1))
    throw py::value_error("moved_work is a share from 0 to 1");
  if (replications < 1) throw py::value_error("replications is 1 or more");
  const working_calendar& office = how.network.office.calendar;
  const auto ticks = [&](double days) {
    return office.office_time(office.start() +
                              static_cast<std::int64_t>(days * static_cast<double>(ticks_per_day)));
  };
  if (horizon_days) {
    how.simulation.horizon = ticks(*horizon_days);
    if (how.simulation.horizon == 0)
      throw py::value_error("the calendar has no working hours within horizon_days of its start");
  }
  if (warm_up_days) how.simulation.warm_up = ticks(*warm_up_days);
  how.network.moved_work = moved_work;
  how.simulation.precision = precision;
  how.simulation.replications = replications;
  how.simulation.first_replication = first_replication;
  how.simulation.seed = seed;
  how.simulation.threads = threads;
  // However few the positions: the simulation takes seconds, and Ctrl-C is to end it.
  constexpr std::size_t much = 1U << 20U;
  if (!after) {
    return to_python(without_gil(much, [org = org->org, how](const stop_flag& stop) mutable {
      how.simulation.progress = [stop](std::size_t) { stop.check(); };
      return time_decisions(org, how);
    }));
  }
  return to_python(without_gil(
      much, [before = org->org, after = (*after)->org, how](const stop_flag& stop) mutable {
        how.simulation.progress = [stop](std::size_t) { stop.check(); };
        return time_decisions(before, after, how);
      }));
}

}  // namespace

void register_simulate(py::module_& m) {
  using namespace pybind11::literals;
  m.def("simulate", &simulated, "org"_a, py::kw_only(), "after"_a = py::none(),
        "calendar"_a = py::none(), "work"_a = "exponential", "replications"_a = 30,
        "first_replication"_a = 0, "precision"_a = py::none(), "horizon_days"_a = py::none(),
        "warm_up_days"_a = py::none(), "seed"_a = 1, "moved_work"_a = 0.0, "threads"_a = 1,
        "on"_a = py::none(), "absent_flag"_a = "absent", "working_minutes"_a = 72'000.0,
        R"(Time decisions, by theory and by simulation; with ``after``, before and after a change.

Matters flow along the very paths of decisions through positions that work in office hours. Before
and after meet the same matters with the same work.

Parameters
----------
org : Organisation
    With matters and their work minutes.
after : Organisation, optional
    The same after a change, as in ``org.simplify("id-central-2021").after``.
calendar : path, optional
    TOML file with hours, holidays, leave, arrivals, returns and how work varies; 37.5 hours a week if
    not given.
work : str
    How the work of a step varies: ``fixed``, ``exponential``, ``lognormal:CV``, ``gamma:CV`` or
    ``hyperexponential:CV``.
replications : int
    How often the span is simulated.
first_replication : int
    Number of the first: replications 0 to 9 here and 10 to 19 on another machine are those of 0 to
    19, if the warm-up is given.
precision : float, optional
    Instead: until the interval of the days is so narrow a share of them.
horizon_days : float, optional
    Calendar days in which matters arrive; a year if not given. With it a post may get more than it
    can do.
warm_up_days : float, optional
    Calendar days in which nothing is counted; found by the rule MSER-5 if not given.
seed : int
    The same seed gives the same matters and work.
moved_work : float
    With `after`: share of the work of a step that is gone which moves up to the next.
threads : int
    Replications run side by side; the result is the same.
on, absent_flag, working_minutes
    As for :meth:`Organisation.measure`.

Returns
-------
DecisionTimes or TimesBeforeAfter
    Days are working days.

Raises
------
RuleError
    If there are no matters, a step has no work minutes, or a post gets more than it can do and no
    horizon is given.

References
----------
docs/background/simulation.md gives the rules and the theory.

Examples
--------
>>> import pangkas as pk
>>> org = pk.Organisation.from_table(
...     {"code": ["A", "B"], "reports_to": [None, "A"]},
...     matters={"code": ["leave"], "volume": [1000], "work_minutes": [20]},
...     authority={"position": ["A"], "matter": ["leave"]})
>>> times = pk.simulate(org, replications=10)
>>> round(times.theory_days, 3)
0.201
>>> abs(times.mean_days - times.theory_days) < times.half_width_days * 2
True
)");
}

}  // namespace pangkas::python
