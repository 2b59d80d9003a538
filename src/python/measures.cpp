// SPDX-License-Identifier: BSL-1.0
#include "measures.hpp"

#include "work.hpp"

#include <pangkas/core/result_table.hpp>
#include <pangkas/decisions/default_matter.hpp>
#include <pangkas/io/body_rules.hpp>
#include <pangkas/io/encoding.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/metrics/roll_up.hpp>
#include <pangkas/study/position_changes.hpp>
#include <pangkas/study/structure_tables.hpp>

#include <pybind11/numpy.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pangkas::python {
namespace {

using held = std::shared_ptr<held_organisation>;

template <class Number>
py::object spans_to_python(const basic_span_summary<Number>& spans) {
  py::tuple buckets(span_bucket_names.size());
  for (std::size_t i = 0; i < span_bucket_names.size(); ++i)
    buckets[i] = py::make_tuple(text(span_bucket_names[i]), spans.buckets[i]);
  return record("SpanSummary")(spans.managers, spans.not_known, spans.mean, spans.median, spans.max,
                               spans.one_to_one, buckets);
}

py::object to_python(const totals& t) {
  return record("Totals")(t.positions, t.seats, t.filled, t.filled_known, t.cost, t.cost_known);
}

py::object to_python(const body_rule& rule, const body_scope& scope,
                     const std::vector<body_check>& checks) {
  py::tuple asked(checks.size());
  for (std::size_t i = 0; i < checks.size(); ++i)
    asked[i] = record("BodyCheck")(text(checks[i].what), checks[i].found,
                                   text_or_none(checks[i].wanted), checks[i].holds);
  return record("RuleCheck")(text(rule.name), text(rule.title), text(rule.source), asked,
                             scope.positions, scope.full_time_equivalents, scope.excepted,
                             scope.external, scope.managers, scope.manager_equivalents,
                             text(scope.definition), scope.managers_are_too);
}

table table_of(const organisation& org, const std::string& by) {
  table made;
  made.columns.reserve(8);
  auto& names = made.add<text_cells>(by);
  auto& titles = made.add<text_cells>("title");
  auto& positions = made.add<integer_cells>("positions");
  auto& seats = made.add<real_cells>("seats");
  auto& filled = made.add<real_cells>("filled");
  auto& filled_known = made.add<integer_cells>("filled_known");
  auto& cost = made.add<real_cells>("cost");
  auto& cost_known = made.add<integer_cells>("cost_known");
  const auto add = [&](std::string_view name, std::string_view title, const totals& t) {
    names.push_back(name);
    titles.push_back(title.empty() ? std::nullopt : std::optional(title));
    positions.push_back(static_cast<std::int64_t>(t.positions));
    seats.push_back(t.seats);
    filled.push_back(t.filled);
    filled_known.push_back(static_cast<std::int64_t>(t.filled_known));
    cost.push_back(t.cost);
    cost_known.push_back(static_cast<std::int64_t>(t.cost_known));
  };
  if (by == "unit")
    for (const unit_totals& unit : roll_up_by_unit(org)) add(unit.unit, {}, unit.totals);
  else
    for (const manager_totals& m : roll_up_by_manager(org))
      add(org.code(m.manager), org.title(m.manager), m.totals);
  return made;
}

/// Adds a method without options that gives a table of the library.
void add_table(py::class_<held_organisation, held>& c, const char* name,
               result_table (*figures)(const organisation&), const char* what) {
  c.def(
      name,
      [figures](const held_organisation& o) {
        return to_python(without_gil(o.org.size(), [org = o.org, figures](const stop_flag&) {
          return table_from(figures(org));
        }));
      },
      what);
}

/// Lengths of the default matter by row, masked where it is undecidable.
py::object path_lengths_by_row(const held_organisation& o, const std::string& steps) {
  if (steps != "command" && steps != "roles" && steps != "coordination")
    throw py::value_error("steps is \"" + steps +
                          "\"; it is \"command\", \"roles\" or \"coordination\"");
  struct lengths {
    std::vector<std::uint64_t> of;
    std::vector<std::uint8_t> is_absent;
  };
  const lengths found = without_gil(o.org.size(), [org = o.org, steps](const stop_flag&) {
    lengths by_row{std::vector<std::uint64_t>(org.size(), 0),
                   std::vector<std::uint8_t>(org.size(), 1)};
    const path_lengths all(org);
    for (position_id p{0}; p < org.size(); ++p) {
      const auto length = steps == "command" ? all.command(p)
                          : steps == "roles" ? all.with_roles(p)
                                             : all.with_coordination(p);
      if (!length) continue;
      by_row.of[org.row(p)] = *length;
      by_row.is_absent[org.row(p)] = 0;
    }
    return by_row;
  });
  const py::module_ numpy = py::module_::import("numpy");
  const py::array_t<std::uint64_t> of(static_cast<py::ssize_t>(found.of.size()), found.of.data());
  const py::array_t<std::uint8_t> mask(static_cast<py::ssize_t>(found.is_absent.size()),
                                       found.is_absent.data());
  return numpy.attr("ma").attr("MaskedArray")(
      of, py::arg("mask") = mask.attr("view")(numpy.attr("bool_")));
}

}  // namespace

py::object to_python(const decision_summary& d) {
  return record("DecisionSummary")(d.matters, d.volume, d.undecidable, d.mean_hand_offs, d.p50,
                                   d.p90, d.max, d.mean_hand_offs_with_roles,
                                   d.mean_hand_offs_with_coordination);
}

py::object to_python(const pair_distance_summary& d) {
  return record("PairDistance")(d.pairs, d.mean, d.diameter);
}

py::object to_python(const organisation& org, const measures& m) {
  py::tuple compressed(m.compression.lines.size());
  for (std::size_t i = 0; i < m.compression.lines.size(); ++i)
    compressed[i] = py::make_tuple(text(org.code(m.compression.lines[i].superior)),
                                   text(org.code(m.compression.lines[i].subordinate)));
  const py::object layers = record("LayerSummary")(
      m.layers.layers, py::tuple(py::cast(m.layers.per_layer)), m.layers.mean_depth);
  return record("Measures")(
      m.positions, m.placed, m.orphans, m.unrooted, m.external, m.roots, layers,
      spans_to_python(m.spans), spans_to_python(m.spans_in_seats),
      spans_to_python(m.spans_in_filled), spans_to_python(m.spans_per_head),
      to_python(m.pair_distance), to_python(m.decisions),
      record("CompressionSummary")(compressed, m.compression.ranked_lines, m.compression.share),
      to_python(m.totals));
}

decision_options decision_options_from(const py::object& on, const std::string& absent_flag,
                                       std::optional<std::uint32_t> initials,
                                       double working_minutes) {
  if (!(working_minutes > 0))
    throw py::value_error("working_minutes must be above 0; 72000 and 75000 are in use");
  decision_options options;
  options.on = day(on);
  options.absent_flag = absent_flag;
  options.initials = initials;
  options.working_minutes = working_minutes;
  return options;
}

void register_measures(py::module_& m) {
  auto c = py::reinterpret_borrow<py::class_<held_organisation, held>>(m.attr("Organisation"));
  c.def(
       "measure",
       [](const held_organisation& o, const py::object& on, const std::string& absent_flag,
          std::optional<std::uint32_t> initials, double working_minutes) {
         const measures found = without_gil(
             o.org.size(), [org = o.org, options = decision_options_from(on, absent_flag, initials,
                                                                         working_minutes)](
                               const stop_flag&) { return measure(org, options); });
         return to_python(o.org, found);
       },
       py::kw_only(), PANGKAS_DECISION_OPTIONS,
       R"(Take all measures.

Parameters
----------
on : date or str, optional
    The day whose authorities count; without one all do.
absent_flag : str
    Marks posts whose holder is away.
initials : int, optional
    Most initials before the signature of a matter that does not say.
working_minutes : float
    Minutes that a full-time post works in a year.

Returns
-------
Measures
    The decisions are those of the matters, or of the default matter where there are none.

Examples
--------
>>> import pangkas as pk
>>> org = pk.Organisation.from_table({"code": ["A", "B", "C"], "reports_to": [None, "A", "A"]})
>>> org.measure()
Measures(3 positions, 3 placed, 1 roots, 2 layers, 1 managers, mean span 2, mean hand-offs 1)
)")
      .def("path_lengths", &path_lengths_by_row, py::arg("steps") = "command",
           R"(Give the hand-offs (steps − 1) of the default matter for each row.

Parameters
----------
steps : {"command", "roles", "coordination"}
    Command steps alone, with role steps, or with coordination steps too.

Returns
-------
numpy.ma.MaskedArray
    Shape (P,), uint64, masked where no root is above.
)")
      .def(
          "roll_up",
          [](const held_organisation& o, const std::string& by) {
            if (by != "unit" && by != "manager")
              throw py::value_error("by is \"" + by + "\"; it is \"unit\" or \"manager\"");
            return to_python(without_gil(
                o.org.size(), [org = o.org, by](const stop_flag&) { return table_of(org, by); }));
          },
          py::arg("by"),
          "Add up positions, seats and cost of each unit, or of each manager and all below it.");
  c.def(
      "by_position",
      [](const held_organisation& o, const py::object& on, const std::string& absent_flag,
         std::optional<std::uint32_t> initials, double working_minutes) {
        return to_python(without_gil(
            o.org.size(),
            [org = o.org,
             options = decision_options_from(on, absent_flag, initials, working_minutes)](
                const stop_flag&) { return table_from(position_figures(org, options)); }));
      },
      py::kw_only(), PANGKAS_DECISION_OPTIONS,
      R"(Give a row for each position, in the given order: where it stands and what is below it.

Returns
-------
Table
    Columns code, title, unit, rank, layer, root, chain, superior, span, span_seats, below,
    seats_below, cost_below, cost_known_below, hand_offs, hand_offs_with_roles.

Examples
--------
>>> import pangkas as pk
>>> org = pk.Organisation.from_table({"code": ["A", "B", "C"], "reports_to": [None, "A", "B"]})
>>> org.by_position()["chain"]
['A', 'A > B', 'A > B > C']
)");
  c.def(
      "check_rule",
      [](const held_organisation& o, const py::object& rule, std::optional<double> baseline,
         std::optional<double> years) {
        if (baseline.has_value() != years.has_value())
          throw py::value_error(
              "baseline and years go together: where the body stood, and how long ago");
        const std::string name = path(rule);
        const body_rule asked = is_file(rule)
                                    ? read_body_rule(decode_text(read_file(name), name).text, name)
                                    : read_body_rule(preset_body_rule_text(name), name);
        std::optional<body_baseline> then;
        if (baseline) then = {*baseline, *years};
        return to_python(asked, scope_of(o.org, asked), check_body(o.org, asked, then));
      },
      py::arg("rule"), py::kw_only(), py::arg("baseline") = py::none(),
      py::arg("years") = py::none(),
      R"(Ask whether a public rule for a body as a whole holds, such as a ratio of staff to managers.

Parameters
----------
rule : str or path
    A preset, such as "oregon", or a TOML file.
baseline, years : float, optional
    Others to each manager where the body stood, and how many years ago, for a rule that asks for
    movement.

Returns
-------
RuleCheck
    What it asks, whether it holds, and whom it counts.

Raises
------
InputError
    If there is no such preset or file.
RuleError
    With file and line, if the file is no rule.

Examples
--------
>>> import pangkas as pk
>>> org = pk.Organisation.from_table({"code": ["A", "B", "C"], "reports_to": [None, "A", "A"]})
>>> check = org.check_rule("iowa")
>>> check.managers, check.managers_are, check["others to each manager"].holds
(1, 'who has a command subordinate', False)
)");
  add_table(c, "by_manager", &manager_figures,
            "Give a row for each manager: direct, indirect and total, in positions and seats.");
  add_table(
      c, "by_unit", &unit_figures,
      "Give a row for each unit: positions, seats, managers, spans, vacancies, cost, layers.");
  add_table(c, "by_rank", &rank_figures, "Give a row for each rank, as by_unit() does for units.");
  add_table(c, "by_layer", &layer_figures,
            "Give a row for each layer; positions that are not placed come last.");
  m.def(
      "compare_positions",
      [](const held& before, const held& after) {
        return to_python(without_gil(before->org.size() + after->org.size(),
                                     [was = before->org, is = after->org](const stop_flag&) {
                                       return table_from(
                                           pangkas::table_of(compare_positions(was, is), was, is));
                                     }));
      },
      py::arg("before"), py::arg("after"),
      R"(Give a row for each position before and after: same, moved, changed, only_before, only_after.

Returns
-------
Table
    Columns code, what, title, superior_before, superior_after, layer_before, layer_after,
    rank_before, rank_after, seats_before, seats_after, changed.

Examples
--------
>>> import pangkas as pk
>>> before = pk.Organisation.from_table({"code": ["A", "B", "C"], "reports_to": [None, "A", "B"]})
>>> after = pk.Organisation.from_table({"code": ["A", "B", "C"], "reports_to": [None, "A", "A"]})
>>> pk.compare_positions(before, after)["what"]
['same', 'same', 'moved']
)");
  m.def(
      "pair_distance",
      [](const held_organisation& o) { return to_python(pair_distance(o.org.command())); },
      py::arg("org"),
      "Measure the lines between two placed positions of one tree, both ways: O(P).");
}

}  // namespace pangkas::python
