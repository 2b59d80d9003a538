// SPDX-License-Identifier: BSL-1.0
// Scenarios by hand, scenarios side by side, and snapshots over time.
#include "studies.hpp"
#include "bindings.hpp"
#include "table.hpp"
#include "work.hpp"

#include <pangkas/core/result_table.hpp>
#include <pangkas/io/encoding.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/io/scenario.hpp>
#include <pangkas/simplify/scenario.hpp>
#include <pangkas/study/history.hpp>
#include <pangkas/study/play.hpp>
#include <pangkas/study/scenario_study.hpp>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::python {
namespace {

using held = std::shared_ptr<held_organisation>;

held_scenario scenario_of(std::string text, const std::string& file, const policy_text_of& policy) {
  held_scenario read;
  read.steps = read_scenario(
      text, file, [&](const std::string& name) { return read.policies[name] = policy(name); });
  read.text = std::move(text);
  return read;
}

py::object applied(const py::object& self, const held_scenario& asked,
                   std::size_t findings_per_rule) {
  const auto& before = self.cast<const held_organisation&>();
  simplification found = without_gil(before.org.size(), [org = before.org, steps = asked.steps,
                                                         findings_per_rule](const stop_flag&) {
    return simplify_decisions(org, steps, {}, {findings_per_rule});
  });
  std::optional<std::size_t> must_stay;
  if (last_policy(asked.steps) != nullptr) must_stay = found.must_stay;
  return record("Simplification")(
      self, std::make_shared<held_organisation>(found.after),
      held_ledger{std::make_shared<const ledger>(std::move(found.changes)),
                  {},
                  std::pair(before.org, found.after)},
      asked, std::make_shared<finding_sequence>(finding_sequence{std::move(found.findings)}),
      found.selected, found.kept_exempt, found.kept_tops, found.converted, found.converted_holders,
      found.re_attached, found.role_lines, found.turned_digital, must_stay);
}

using figure_list = std::vector<std::optional<double>>;

figure_list list_of(const study_figures& figures) { return {figures.begin(), figures.end()}; }

/// The figures of a policy or a scenario on an organisation and, if they are wanted, of it as it is.
std::pair<std::optional<figure_list>, figure_list> figures_played(const held& before,
                                                                  const py::object& what,
                                                                  bool with_before) {
  std::optional<scenario> steps;
  policy rules;
  if (py::isinstance<held_scenario>(what))
    steps = what.cast<const held_scenario&>().steps;
  else
    rules = policy_from(what);
  return without_gil(
      before->org.size(), [org = before->org, steps, rules, with_before](const stop_flag&) {
        study_options options;
        options.office.emplace();
        const played outcome = steps ? play(org, *steps) : play(org, rules);
        std::optional<figure_list> as_it_is;
        if (with_before) as_it_is = list_of(figures_before(org, outcome.sides, options));
        return std::pair(std::move(as_it_is), list_of(figures_of(org, outcome, options)));
      });
}

py::tuple judged_of(const std::vector<std::string>& names, const std::vector<figure_list>& figures,
                    const std::vector<std::string>& wanted) {
  std::vector<studied_scenario> all(names.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].name = names[i];
    for (std::size_t m = 0; m < all[i].figures.size() && m < figures[i].size(); ++m)
      all[i].figures[m] = figures[i][m];
  }
  std::vector<study_measure> measures;
  for (const std::string& name : wanted) {
    const auto known = parse_study_measure(name);
    if (!known || better_of(*known) == better::neither)
      throw py::value_error("judge names \"" + name +
                            "\", which is no measure of which less or more is better");
    measures.push_back(*known);
  }
  const std::vector<study_measure> judged = judge(all, measures);
  const auto words = [](const std::vector<study_measure>& list) {
    py::list found;
    for (const study_measure m : list) found.append(text(to_string(m)));
    return found;
  };
  py::list rows;
  for (const studied_scenario& one : all)
    rows.append(py::make_tuple(
        one.dominated_by ? py::object(text(all[*one.dominated_by].name)) : py::object(py::none()),
        words(one.best_in), text(one.why)));
  return py::make_tuple(words(judged), rows);
}

std::pair<py::object, py::object> history_of(const std::vector<std::string>& dates,
                                             const std::vector<held>& orgs) {
  history all;
  for (std::size_t i = 0; i < dates.size(); ++i) {
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
    all.add(dates[i], orgs[i]->org);
  }
  return {to_python(table_from(history_table(all.snapshots()))),
          to_python(table_from(unit_history_table(all.snapshots())))};
}

}  // namespace

void register_studies(py::module_& m) {
  py::class_<held_scenario> c(m, "Scenario", py::is_final(),
                              R"(Changes by hand, one step after the other.

Read from TOML; :meth:`Organisation.apply` makes them.
)");
  c.def_static(
       "from_toml",
       [](const std::string& toml, const std::string& name) {
         return scenario_of(toml, name, policies_beside(name));
       },
       py::arg("text"), py::kw_only(), py::arg("name") = "scenario",
       "Read a scenario from TOML.\n\nRaises\n------\nRuleError\n    With name and line, if it is "
       "no scenario.")
      .def_static(
          "from_file",
          [](const py::object& file) {
            const std::string name = path(file);
            return scenario_of(decode_text(read_file(name), name).text, name,
                               policies_beside(name));
          },
          py::arg("file"),
          "Read a scenario from a TOML file.\n\nRaises\n------\nInputError\n    If a file cannot "
          "be "
          "read.\nRuleError\n    With file and line, if it is no scenario.")
      .def_property_readonly(
          "name", [](const held_scenario& s) { return text(s.steps.name); }, "Its name.")
      .def_property_readonly(
          "initials",
          [](const held_scenario& s) -> std::optional<std::size_t> {
            const policy* const last = last_policy(s.steps);
            return last == nullptr ? std::nullopt : last->checks.initials;
          },
          "Most initials before the signature, by the last policy among its steps.")
      .def("__len__", [](const held_scenario& s) { return s.steps.steps.size(); })
      .def(
          "to_toml", [](const held_scenario& s) { return s.text; }, "Give its text.")
      .def("__repr__",
           [](const held_scenario& s) {
             return "Scenario(" + s.steps.name + ": " + std::to_string(s.steps.steps.size()) +
                    " steps)";
           })
      .def("__eq__",
           [](const held_scenario& s, const py::object& other) {
             return equal_to<held_scenario>(other, [&](const held_scenario& o) {
               return s.text == o.text && s.policies == o.policies;
             });
           })
      .def(py::pickle(
          [](const held_scenario& s) { return py::make_tuple(s.text, s.steps.file, s.policies); },
          [](const py::tuple& state) {
            const auto policies = state[2].cast<std::map<std::string, std::string>>();
            return scenario_of(state[0].cast<std::string>(), state[1].cast<std::string>(),
                               [&](const std::string& name) { return policies.at(name); });
          }));
  c.attr("__hash__") = py::none();

  auto org = py::reinterpret_borrow<py::class_<held_organisation, held>>(m.attr("Organisation"));
  org.def("apply", &applied, py::arg("scenario"), py::kw_only(),
          py::arg("findings_per_rule") = 1000,
          R"(Make changes by hand, step by step. The organisation itself is not changed.

Parameters
----------
scenario : Scenario
    The steps.
findings_per_rule : int
    Beyond it findings are counted, not listed.

Returns
-------
Simplification
    It unpacks to the organisation after and the ledger; a post that ended keeps its row.

Raises
------
RuleError
    For the first step that cannot be made.

Examples
--------
>>> import pangkas as pk
>>> org = pk.Organisation.from_table(
...     {"code": ["A", "B", "C", "D"], "reports_to": [None, "A", "B", "B"]})
>>> steps = pk.Scenario.from_toml('''
... [scenario]
... name = "without B"
... reason = "A leads C and D itself"
... source = "note 7"
... [[step]]
... do = "abolish"
... position = "B"
... ''')
>>> after, ledger = org.apply(steps)
>>> after.undo(ledger) == org
True
)");
  m.def("_study_measures", [] {
    py::list names;
    for (const std::string_view name : detail::study_measure_names) names.append(text(name));
    return names;
  });
  m.def("_study_figures", &figures_played, py::arg("org"), py::arg("what"), py::arg("with_before"));
  m.def("_judge", &judged_of, py::arg("names"), py::arg("figures"), py::arg("judge"));
  m.def("_history", &history_of, py::arg("dates"), py::arg("orgs"));
}

}  // namespace pangkas::python
