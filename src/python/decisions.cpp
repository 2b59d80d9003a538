// SPDX-License-Identifier: BSL-1.0
#include "arrays.hpp"
#include "measures.hpp"
#include "work.hpp"

#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/decisions/who_decides.hpp>
#include <pangkas/io/output.hpp>
#include <pangkas/io/routing.hpp>
#include <pangkas/study/play.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace pangkas::python {
namespace {

using held = std::shared_ptr<held_organisation>;

py::object step_to_python(const organisation& org, const path_step& s) {
  return record("PathStep")(
      text(org.code(s.position)), text(org.title(s.position)), text(to_string(s.role)),
      s.led_here ? py::object(text(to_string(*s.led_here))) : py::none(),
      s.acts_for ? py::object(text(org.code(*s.acts_for))) : py::none(), s.passed_over,
      s.act ? py::object(text(to_string(*s.act))) : py::none(), s.after, s.together);
}

py::tuple steps_to_python(const organisation& org, const std::vector<path_step>& steps) {
  py::tuple all(steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i) all[i] = step_to_python(org, steps[i]);
  return all;
}

/// The path of the default matter, which the root decides.
py::object default_path(const organisation& org, const std::string& originator) {
  const position_id from = org.at(originator);
  const auto steps = decision_path(org, from);
  if (!steps)
    return record("DecisionPath")(py::none(), text(originator), py::tuple(), py::tuple(),
                                  "not-placed", py::none(), py::none(), py::none(), py::none(),
                                  py::none());
  // Hand-offs are steps − 1; what stands aside of the command line is left out of the shorter ones.
  const auto aside = [&](step_role role) {
    return static_cast<std::size_t>(std::ranges::count(*steps, role, &path_step::role));
  };
  const std::size_t whole = steps->size() - 1;
  const std::size_t with_roles = whole - aside(step_role::coordination);
  return record("DecisionPath")(
      py::none(), text(originator), steps_to_python(org, *steps), py::tuple(), py::none(),
      py::none(), with_roles - aside(step_role::role_step), with_roles, whole, py::none());
}

py::object path_of(const held_organisation& o, const std::optional<std::string>& matter,
                   const std::string& originator, const py::object& on,
                   const std::string& absent_flag) {
  const organisation& org = o.org;
  const decision_options options = decision_options_from(on, absent_flag, {}, 72'000);
  if (!matter) return default_path(org, originator);
  const auto place = org.find_matter(*matter);
  if (!place) {
    std::string known;
    for (const pangkas::matter& m : org.matters()) known += (known.empty() ? "" : ", ") + m.code;
    throw py::key_error("the organisation has no matter \"" + *matter + "\"; it has " +
                        (known.empty() ? "none" : known));
  }
  const followed_path found = decision_path(org, *place, org.at(originator), options);
  py::tuple passed(found.passed_over.size());
  for (std::size_t i = 0; i < found.passed_over.size(); ++i)
    passed[i] = text(org.code(found.passed_over[i]));
  py::object authority = py::none();
  if (found.authority) {
    const pangkas::authority& a = org.authorities()[*found.authority];
    authority = py::make_tuple(
        py::make_tuple("position", text(a.position)),
        py::make_tuple("source", text(to_string(a.source))), py::make_tuple("limit", a.limit),
        py::make_tuple("whoever", a.whoever ? py::object(text(to_string(*a.whoever))) : py::none()),
        py::make_tuple("originators",
                       a.originators ? py::object(text(to_string(*a.originators))) : py::none()),
        py::make_tuple("with", text_or_none(to_string(a.with))),
        py::make_tuple("giver", text_or_none(a.giver)),
        py::make_tuple("legal_source", text_or_none(a.legal_source)));
  }
  return record("DecisionPath")(
      text(*matter), text(originator), steps_to_python(org, found.steps), passed,
      found.undecidable ? py::object(text(to_string(*found.undecidable))) : py::none(), authority,
      found.hand_offs, found.hand_offs_with_roles, found.hand_offs_with_coordination,
      found.elapsed_hours);
}

/// Read-only, by row; None where no matter says any.
py::object known_by_row(const organisation& org, const std::vector<double>& by_position) {
  if (by_position.empty() && org.size() > 0) return py::none();
  return read_only(by_row(org, by_position));
}

py::object report_to_python(const decided& d) {
  const organisation& org = d.org;
  const decision_report& r = d.found;
  py::tuple matters(r.matters.size());
  for (std::size_t i = 0; i < r.matters.size(); ++i) {
    const matter_summary& m = r.matters[i];
    matters[i] = record("MatterSummary")(
        text(org.matters()[m.matter].code), m.originators, m.undecidable, m.volume,
        m.undecidable_volume, m.mean_hand_offs, m.p50, m.p90, m.max, m.mean_hand_offs_with_roles,
        m.mean_hand_offs_with_coordination, m.elapsed_hours, m.wrong_refusal, m.wrong_approval,
        m.handlers, m.least_delay, m.within_limit);
  }
  py::tuple ranks(r.decided_by.size());
  for (std::size_t i = 0; i < r.decided_by.size(); ++i)
    ranks[i] = record("RankShare")(text(r.decided_by[i].rank), r.decided_by[i].volume,
                                   r.decided_by[i].share);
  py::tuple longest(r.longest.size());
  for (std::size_t i = 0; i < r.longest.size(); ++i) {
    const long_path& l = r.longest[i];
    longest[i] =
        record("LongPath")(text(org.matters()[l.matter].code), text(org.code(l.originator)),
                           l.hand_offs, l.hand_offs_with_roles, l.hand_offs_with_coordination);
  }
  py::tuple busiest(r.busiest.size());
  for (std::size_t i = 0; i < r.busiest.size(); ++i) busiest[i] = text(org.code(r.busiest[i]));
  py::tuple breaches(d.breaches.size());
  for (std::size_t i = 0; i < d.breaches.size(); ++i)
    breaches[i] = py::make_tuple(text(to_string(static_cast<decision_rule>(i))), d.breaches[i]);
  return record("DecisionReport")(
      to_python(r.all), r.undecidable_volume, matters, ranks, known_by_row(org, r.traffic),
      known_by_row(org, r.pass_through), known_by_row(org, r.reviewed), known_by_row(org, r.load),
      r.load_gini, r.most_loaded ? py::object(text(org.code(*r.most_loaded))) : py::none(), longest,
      busiest, breaches, d.options.working_minutes);
}

py::object who_table(const held_organisation& o, const py::object& on,
                     const std::string& absent_flag) {
  const decision_options options = decision_options_from(on, absent_flag, {}, 72'000);
  table made;
  made.add<text_cells>("matter");
  std::array<text_cells*, 9> texts{};
  constexpr std::array names{"originator", "title",        "decider", "decider_title", "acts_for",
                             "source",     "legal_source", "grants",  "undecidable"};
  std::vector<std::size_t> places;
  made.columns.reserve(names.size() + 2);
  for (const char* name : names) {
    places.push_back(made.columns.size());
    made.add<text_cells>(name);
  }
  made.add<real_cells>("limit");
  auto& matters = std::get<text_cells>(made.columns.front().cells);
  for (std::size_t i = 0; i < texts.size(); ++i)
    texts[i] = &std::get<text_cells>(made.columns[places[i]].cells);
  auto& limit = std::get<real_cells>(made.columns.back().cells);
  const organisation& org = o.org;
  const py::gil_scoped_release release;
  who_decides(org, options, [&](const who_decides_row& row) {
    matters.push_back(org.matters()[row.matter].code);
    std::array<std::optional<std::string_view>, 9> cells{org.code(row.originator),
                                                         org.title(row.originator)};
    std::string grants;
    std::optional<double> up_to;
    if (row.undecidable) {
      cells[8] = to_string(*row.undecidable);
    } else {
      cells[2] = org.code(row.decider);
      cells[3] = org.title(row.decider);
      if (row.decider != row.post) cells[4] = org.code(row.post);
      if (row.grants.empty()) {
        cells[5] = cells[7] = "fallback";
      } else {
        const authority& a = org.authorities()[row.grants.front()];
        grants = grants_in_words(org, row.grants);
        up_to = a.limit;
        cells[5] = to_string(a.source);
        if (!a.legal_source.empty()) cells[6] = a.legal_source;
        cells[7] = grants;
      }
    }
    for (std::size_t i = 0; i < cells.size(); ++i) texts[i]->push_back(cells[i]);
    limit.push_back(up_to);
  });
  const py::gil_scoped_acquire acquire;
  return to_python(std::move(made));
}

void write_routing_to(const held_organisation& o, const py::object& folder, const py::object& on,
                      const std::string& absent_flag) {
  const decision_options options = decision_options_from(on, absent_flag, {}, 72'000);
  const std::string name = path(folder);
  const py::gil_scoped_release release;
  output_folder files(name);
  const auto into = [&files](std::string_view file) {
    return [&to = files.file(file)](std::string_view text) { to.write(text); };
  };
  write_routing(o.org, options,
                {into("routing.csv"), into("openfga-tuples.json"), into("casbin-policy.csv")});
  into("openfga-model.json")(openfga_model());
  into("casbin-model.conf")(casbin_model());
  files.commit();
}

}  // namespace

void register_decisions(py::module_& m) {
  auto c = py::reinterpret_borrow<py::class_<held_organisation, held>>(m.attr("Organisation"));
  c.def("decision_path", &path_of, py::arg("matter"), py::arg("originator"), py::kw_only(),
        py::arg("on") = py::none(), py::arg("absent_flag") = "absent",
        R"(Give the path of one matter of one originator, step by step.

Parameters
----------
matter : str or None
    Code of the matter; None for the default matter, which the root decides.
originator : str
    Code of any position.
on : date or str, optional
    The day whose authorities count; without one all do.
absent_flag : str
    Marks posts whose holder is away.

Raises
------
UnknownPosition
    If there is no such position.
KeyError
    If there is no such matter.

Examples
--------
>>> import pangkas as pk
>>> org = pk.Organisation.from_table({"code": ["A", "B", "C"], "reports_to": [None, "A", "B"]})
>>> org.decision_path(None, "C")
DecisionPath(the default matter: C → B → A; 2 hand-offs)
)")
      .def(
          "decisions",
          [](const held_organisation& o, const py::object& on, const std::string& absent_flag,
             std::optional<std::uint32_t> initials, double working_minutes) {
            const decision_options options =
                decision_options_from(on, absent_flag, initials, working_minutes);
            const auto found = without_gil(o.org.size(), [org = o.org, options](const stop_flag&) {
              auto all = follow_decisions(org, options);
              if (all) return *std::move(all);
              return decided{org, options, decisions(org, options), {}};
            });
            return report_to_python(found);
          },
          py::kw_only(), PANGKAS_DECISION_OPTIONS,
          R"(Follow every matter of every originator.

Parameters
----------
on, absent_flag, initials, working_minutes
    As for :meth:`measure`.

Returns
-------
DecisionReport
    Lengths of each matter, traffic and load of each position; empty without matters.
)")
      .def("who_decides", &who_table, py::kw_only(), py::arg("on") = py::none(),
           py::arg("absent_flag") = "absent",
           R"(Tell who decides every matter of everybody who raises it, and by which grants.

Parameters
----------
on, absent_flag
    As for :meth:`decision_path`.

Returns
-------
Table
    One row an originator and matter: ``matter``, ``originator``, ``title``, ``decider``,
    ``decider_title``, ``acts_for``, ``source``, ``legal_source``, ``grants``, ``undecidable``,
    ``limit``.
)")
      .def("write_routing", &write_routing_to, py::arg("folder"), py::kw_only(),
           py::arg("on") = py::none(), py::arg("absent_flag") = "absent",
           R"(Write who acts on what for whom, and who instead of a decider who is away.

Parameters
----------
folder : path
    Gets ``routing.csv``, ``openfga-tuples.json``, ``openfga-model.json``, ``casbin-policy.csv`` and
    ``casbin-model.conf``.
on, absent_flag
    As for :meth:`decision_path`.

Raises
------
OutputError
    If a file cannot be written; then none is.
)");
}

}  // namespace pangkas::python
