// SPDX-License-Identifier: BSL-1.0
// Simplification, ledger, undo, and before and after.
#include "measures.hpp"
#include "work.hpp"
#include "writing.hpp"

#include <pangkas/io/encoding.hpp>
#include <pangkas/io/ledger.hpp>
#include <pangkas/io/output.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/simplify/simplify.hpp>
#include <pangkas/simplify/undo.hpp>
#include <pangkas/study/before_after.hpp>
#include <pangkas/study/play.hpp>

#include <algorithm>

namespace pangkas::python {
namespace {

using held = std::shared_ptr<held_organisation>;

// --- Simplification -----------------------------------------------------------------------------

py::object simplified(const py::object& self, const py::object& rules, const py::object& layers,
                      const py::object& roles, std::size_t findings_per_rule) {
  const auto& before = self.cast<const held_organisation&>();
  py::object given = py::cast(held_policy{policy_from(rules)});
  if (!layers.is_none()) given = given.attr("with_layers")(layers);
  if (!roles.is_none()) given = given.attr("with_roles")(roles);
  const policy& asked = given.cast<const held_policy&>().rules;
  if (needs_layers(asked))
    throw rule_error("the policy \"" + asked.name +
                     "\" selects by layers that it leaves open; name them, as in layers=[3]");
  simplification found = without_gil(
      before.org.size(), [org = before.org, asked, findings_per_rule](const stop_flag&) {
        return simplify_decisions(org, asked, {}, {findings_per_rule});
      });
  return record("Simplification")(
      self, std::make_shared<held_organisation>(found.after),
      held_ledger{std::make_shared<const ledger>(std::move(found.changes)),
                  {},
                  std::pair(before.org, found.after)},
      given, std::make_shared<finding_sequence>(finding_sequence{std::move(found.findings)}),
      found.selected, found.kept_exempt, found.kept_tops, found.converted, found.converted_holders,
      found.re_attached, found.role_lines, found.turned_digital, found.must_stay, found.merged);
}

// --- Ledger -------------------------------------------------------------------------------------

py::object to_python(const ledger& changes, const ledger_entry& entry) {
  const change_in_words w = in_words(changes, entry);
  return record("Change")(text(w.position), text(w.change), text(w.was), text(w.is), text(w.rule),
                          text(w.source), text(w.reason), text(w.established_by));
}

table table_of(const ledger& changes) {
  table made;
  made.columns.reserve(8);
  std::vector<const char*> names{"position", "change", "was", "is", "rule", "source", "reason"};
  if (changes.legal_sources->any()) names.push_back("established_by");
  std::vector<text_cells*> cells;
  for (const char* name : names) cells.push_back(&made.add<text_cells>(name));
  for (const ledger_entry& entry : changes.entries) {
    const change_in_words w = in_words(changes, entry);
    const std::string* parts[] = {&w.position, &w.change, &w.was,    &w.is,
                                  &w.rule,     &w.source, &w.reason, &w.established_by};
    for (std::size_t i = 0; i < cells.size(); ++i)
      cells[i]->push_back(parts[i]->empty() ? std::nullopt
                                            : std::optional<std::string_view>(*parts[i]));
  }
  return made;
}

std::string json_of(const ledger& changes, const ledger_hashes& hashes = {}) {
  std::string json;
  write_ledger_json(
      changes, [&](std::string_view part) { json += part; }, {}, hashes);
  return json;
}

/// A ledger from its JSON, with the hashes that it holds, if it does.
held_ledger ledger_from(const std::string& json, const organisation& org,
                        const std::string& file = {}) {
  held_ledger read{std::make_shared<const ledger>(read_ledger(json, org, file))};
  try {
    read.hashes = read_ledger_hashes(json, file);
  } catch (const input_error&) {
  }
  return read;
}

/// As they are written, for a ledger that was read keeps its lists in another order.
bool same(const ledger& a, const ledger& b) {
  return &a == &b || (a.entries.size() == b.entries.size() && json_of(a) == json_of(b));
}

/// An organisation of these codes alone, in which a ledger can look them up.
organisation bare(const std::vector<std::string>& codes) {
  organisation_builder builder;
  position p;
  for (const std::string& code : codes) {
    p.code = code;
    builder.add(p);
  }
  return std::move(builder).build().organisation;
}

void add_ledger(py::module_& m) {
  py::class_<held_ledger> c(m, "Ledger", py::is_final(),
                            R"(The changes of one simplification, each with its rule.

A sequence of Change; as a table one row a change. :meth:`Organisation.undo` takes them back.
)");
  c.def_property_readonly(
       "policy", [](const held_ledger& l) { return text(l.changes->policy); },
       "Name of the policy.")
      .def("__len__", [](const held_ledger& l) { return l.changes->entries.size(); })
      .def(
          "__getitem__",
          [](const held_ledger& l, py::ssize_t index) {
            const std::vector<ledger_entry>& entries = l.changes->entries;
            return to_python(*l.changes, entries[place_of(index, entries.size(), "change")]);
          },
          py::arg("index"))
      .def(
          "count",
          [](const held_ledger& l, const std::string& change) {
            return std::ranges::count_if(l.changes->entries, [&](const ledger_entry& e) {
              return to_string(e.change()) == change;
            });
          },
          py::arg("change"), "How many are of one kind, such as ``\"re-attached\"``.")
      .def(
          "to_table",
          [](const held_ledger& l) { return pangkas::python::to_python(table_of(*l.changes)); },
          "Give one row a change, in words.")
      .def(
          "to_json",
          [](const held_ledger& l, const py::object& file) {
            return written(file, l.changes->entries.size(), [kept = l](const text_sink& to) {
              write_ledger_json(*kept.changes, to, {}, kept.known_hashes());
            });
          },
          py::arg("file") = py::none(),
          "Write the ledger as JSON, from which it can be read again; without a file as text.\n\n"
          "It holds the SHA-256 of both organisations and its own, by which undoing is verified.")
      .def(
          "to_csv",
          [](const held_ledger& l, const py::object& file) {
            return written(
                file, l.changes->entries.size(),
                [changes = l.changes](const text_sink& to) { write_ledger_csv(*changes, to); });
          },
          py::arg("file") = py::none(),
          "Write the ledger as CSV for people; without a file as text.")
      .def_static(
          "from_json",
          [](const py::object& file, const held_organisation& org) {
            const std::string name = path(file);
            return ledger_from(decode_text(read_file(name), name).text, org.org, name);
          },
          py::arg("file"), py::arg("org"),
          "Read a ledger in JSON; the organisation, before or after, holds its positions.\n\n"
          "Raises\n------\nInputError\n    If it is no ledger, names another position, or was "
          "changed since it was written.")
      .def("__repr__",
           [](const held_ledger& l) {
             return "Ledger(" + l.changes->policy + ": " +
                    std::to_string(l.changes->entries.size()) + " changes)";
           })
      .def("__eq__",
           [](const held_ledger& l, const py::object& other) {
             return equal_to<held_ledger>(
                 other, [&](const held_ledger& o) { return same(*l.changes, *o.changes); });
           })
      .def(py::pickle(
          [](const held_ledger& l) {
            const text_column& codes = l.changes->codes->texts;
            py::list all(codes.size());
            for (std::size_t i = 0; i < codes.size(); ++i) all[i] = text(codes[i]);
            return py::make_tuple(py::bytes(json_of(*l.changes, l.known_hashes())), all);
          },
          [](const py::tuple& state) {
            return ledger_from(state[0].cast<std::string>(),
                               bare(state[1].cast<std::vector<std::string>>()));
          }));
  c.attr("__hash__") = py::none();
  add_iteration(c);
  add_tabular(c);
  add_html(c);
}

// --- Before and after ---------------------------------------------------------------------------

py::tuple volumes(const length_histogram& lengths) {
  return py::tuple(py::cast(lengths.volumes()));
}

/// Shares of what is known; None where nothing is.
py::object to_python(const decider_moves& moves) {
  if (!(moves.known() > 0)) return py::none();
  return record("DeciderMoves")(moves.up / moves.known(), moves.stayed / moves.known(),
                                moves.down / moves.known(), moves.known());
}

py::object compared(const held& before_side, const held& after_side,
                    std::optional<std::size_t> must_stay, const py::object& on,
                    const std::string& absent_flag, std::optional<std::uint32_t> initials,
                    double working_minutes) {
  const held_organisation& before = *before_side;
  const held_organisation& after = *after_side;
  const decision_options options =
      decision_options_from(on, absent_flag, initials, working_minutes);
  const two_sides found = without_gil(
      before.org.size(), [was = before.org, is = after.org, must_stay, options](const stop_flag&) {
        return measure_sides(was, is, must_stay, options);
      });
  const before_after& c = found.change;
  py::tuple matters(c.matters.size());
  for (std::size_t i = 0; i < c.matters.size(); ++i) {
    const matter_comparison& m = c.matters[i];
    matters[i] = record("MatterComparison")(
        text(m.matter), m.volume, m.compared, m.formal, m.with_roles, m.with_coordination, m.shadow,
        m.originators, m.longer, m.shorter, m.unchanged, m.undecidable_before, m.undecidable_after,
        m.newly_undecidable, m.lost, volumes(m.before), volumes(m.after),
        volumes(m.with_roles_before), volumes(m.with_roles_after),
        volumes(m.with_coordination_before), volumes(m.with_coordination_after),
        to_python(m.by_layer), to_python(m.by_rank));
  }
  return record("Comparison")(
      pangkas::python::to_python(before.org, found.before),
      pangkas::python::to_python(after.org, found.after), c.formal, c.with_roles,
      c.with_coordination, c.shadow, c.originators, c.compared, c.longer, c.shorter, c.unchanged,
      c.longer_formal, c.shorter_formal, c.unchanged_formal, c.undecidable_before,
      c.undecidable_after, c.lost, c.pso_percent, c.administrative_before, c.administrative_after,
      c.converted, matters, to_python(c.by_layer), to_python(c.by_rank),
      std::make_shared<finding_sequence>(finding_sequence{found.breaches}), before_side,
      after_side);
}

}  // namespace

void register_scenarios(py::module_& m) {
  add_ledger(m);
  auto c = py::reinterpret_borrow<py::class_<held_organisation, held>>(m.attr("Organisation"));
  c.def("simplify", &simplified, py::arg("policy"), py::kw_only(), py::arg("layers") = py::none(),
        py::arg("roles") = py::none(), py::arg("findings_per_rule") = 1000,
        R"(Take echelons out under a policy. The organisation itself is not changed.

Parameters
----------
policy : Policy, str or path
    A policy, the name of a preset, or a TOML file.
layers : int or sequence of int, optional
    Layers whose managers are taken out, for a policy that leaves them open; a root is layer 1.
roles : {"none", "team-leads", "coordinators"}, optional
    Roles of converted posts, instead of the policy's.
findings_per_rule : int
    Beyond it findings of checks are counted, not listed.

Returns
-------
Simplification
    It unpacks to the organisation after and the ledger.

Raises
------
RuleError
    If the policy is not valid, leaves layers open, or does not say what a post becomes.
InputError
    If there is no preset of that name, or the file cannot be read.

Examples
--------
>>> import pangkas as pk
>>> org = pk.Organisation.from_table(
...     {"code": ["A", "B", "C", "D"], "reports_to": [None, "A", "B", "B"]})
>>> after, ledger = org.simplify("delayer", layers=2)
>>> pk.compare(org, after).formal
0.5
>>> after.undo(ledger) == org
True
)")
      .def(
          "undo",
          [](const held_organisation& o, const held_ledger& l) {
            return std::make_shared<held_organisation>(
                without_gil(o.org.size(), [org = o.org, kept = l](const stop_flag&) {
                  return kept.hashes ? undo(org, *kept.changes, *kept.hashes)
                                     : undo(org, *kept.changes);
                }));
          },
          py::arg("ledger"),
          "Apply a ledger backwards: gives the organisation before, exactly.\n\n"
          "That of a file is verified by the hashes that it holds.\n\n"
          "Raises\n------\nStructureError\n    If the ledger is not that of this organisation, or "
          "does not give back the one before.");
  m.def("compare", &compared, py::arg("before"), py::arg("after"), py::kw_only(),
        py::arg("must_stay") = py::none(), PANGKAS_DECISION_OPTIONS,
        R"(Compare two states of one organisation, position by position through the code.

Parameters
----------
before, after : Organisation
    Two organisations with the same codes.
must_stay : int, optional
    Administrative positions that must stay, for the official score.
on, absent_flag, initials, working_minutes
    As for :meth:`Organisation.measure`.

Returns
-------
Comparison
    Measures of both, the shrink of the decision paths of the same originators, the official score.
)");
}

}  // namespace pangkas::python
