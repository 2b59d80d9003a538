// SPDX-License-Identifier: BSL-1.0
// Separation of duties, the fewest hands of a case, and what flattening does to them.
#include "bindings.hpp"
#include "measures.hpp"
#include "work.hpp"

#include <pangkas/integrity/integrity.hpp>
#include <pangkas/io/encoding.hpp>
#include <pangkas/io/integrity_rules.hpp>
#include <pangkas/io/integrity_tables.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/simplify/simplify.hpp>
#include <pangkas/study/integrity_change.hpp>
#include <pangkas/study/play.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::python {
namespace {

using held = std::shared_ptr<held_organisation>;

/// A table, by what it is called.
struct given_table {
  std::string name;
  std::string text;
};

/// Files, and tables in memory, from one or several.
std::vector<given_table> tables_from(const py::handle& given, const std::string& name) {
  std::vector<given_table> all;
  if (given.is_none()) return all;
  const auto is_table = [](const py::handle& one) {
    return py::hasattr(one, "__arrow_c_stream__") || py::hasattr(one, "collect") ||
           py::isinstance(one, py::module_::import("collections.abc").attr("Mapping"));
  };
  const auto add = [&](const py::handle& one) {
    if (is_path(one)) {
      const std::string file = path(one);
      all.push_back({file, decode_text(read_file(file), file).text});
      return;
    }
    auto stream = stream_of(one);
    std::vector<std::pair<std::string, std::string>> left_out;
    all.push_back({name, delimited_text(*stream.get(), name, left_out, [] {})});
  };
  if (is_path(given) || is_table(given))
    add(given);
  else
    for (const py::handle one : py::reinterpret_borrow<py::iterable>(given)) add(one);
  return all;
}

integrity_rules rules_from(const py::handle& given) {
  std::vector<std::string> names =
      given.is_none() ? preset_integrity_rules() : texts(given, "rules");
  std::vector<integrity_rules> sets;
  for (const std::string& name : names)
    sets.push_back(is_file_name(name)
                       ? read_integrity_rules(decode_text(read_file(name), name).text, name)
                       : preset_integrity_set(name));
  return joined(sets);
}

struct told_integrity {
  const organisation& org;
  const integrity_tables& tables;
  const integrity_report& found;
  bool with_holders;

  [[nodiscard]] std::string code(row_index row) const {
    return std::string(org.code(org.position_at(row)));
  }
  [[nodiscard]] std::string codes(const std::vector<row_index>& rows,
                                  const char* between = ";") const {
    std::string all;
    for (const row_index row : rows) all += (all.empty() ? "" : between) + code(row);
    return all;
  }
  [[nodiscard]] std::string hand(std::uint32_t number) const {
    const auto holder = tables.holder_of(number);
    if (holder && with_holders) return tables.holders[*holder];
    return codes(tables.rows_of(number), "+");
  }
};

/// @param changed  With a scenario: what is new and why; nullptr: nothing is.
table breaches_table(const told_integrity& of, const integrity_change* changed,
                     const ledger* changes) {
  table made;
  made.columns.reserve(12);
  auto& rules = made.add<text_cells>("rule");
  auto& kinds = made.add<text_cells>("kind");
  auto& levels = made.add<text_cells>("severity");
  auto& matters = made.add<text_cells>("matter");
  auto& positions = made.add<text_cells>("positions");
  auto& duties = made.add<text_cells>("duties");
  auto& found = made.add<integer_cells>("found");
  auto& needed = made.add<integer_cells>("needed");
  truth_cells* is_new = changed != nullptr ? &made.add<truth_cells>("new") : nullptr;
  text_cells* causes = changed != nullptr ? &made.add<text_cells>("caused_by") : nullptr;
  text_cells* repairs = changed != nullptr ? &made.add<text_cells>("repair") : nullptr;
  std::size_t next = 0;
  for (std::size_t i = 0; i < of.found.breaches.size(); ++i) {
    const breach& b = of.found.breaches[i];
    rules.push_back(of.found.rules[b.rule].id);
    kinds.push_back(to_string(b.kind));
    levels.push_back(to_string(of.found.rules[b.rule].level));
    matters.push_back(b.process == none_of_them
                          ? std::nullopt
                          : std::optional<std::string_view>(of.found.processes[b.process]));
    positions.push_back(of.codes(b.rows));
    std::string names;
    for (const std::uint32_t duty : b.duties)
      names += (names.empty() ? "" : ";") + of.found.duties[duty];
    duties.push_back(names.empty() ? std::nullopt : std::optional<std::string_view>(names));
    const bool counts = b.needed > 0;
    found.push_back(counts ? std::optional<std::int64_t>(b.found) : std::nullopt);
    needed.push_back(counts ? std::optional<std::int64_t>(b.needed) : std::nullopt);
    if (changed == nullptr) continue;
    const bool here = next < changed->brought.size() && changed->brought[next].place == i;
    is_new->push_back(here);
    if (!here) {
      causes->push_back(std::nullopt);
      repairs->push_back(std::nullopt);
      continue;
    }
    const brought_breach& brought = changed->brought[next++];
    std::string because;
    for (const std::uint32_t entry : brought.caused_by)
      because += (because.empty() ? "" : ";") +
                 std::string(changes->code(changes->entries[entry]).value_or(std::string_view{}));
    causes->push_back(because.empty() ? std::nullopt : std::optional<std::string_view>(because));
    const std::string words =
        brought.repair ? in_words(of.org, of.found, *brought.repair) : std::string{};
    repairs->push_back(words.empty() ? std::nullopt : std::optional<std::string_view>(words));
  }
  return made;
}

table collusion_table(const told_integrity& of) {
  table made;
  made.columns.reserve(4);
  auto& processes = made.add<text_cells>("matter");
  auto& least = made.add<integer_cells>("least");
  auto& most = made.add<integer_cells>("most");
  auto& hands = made.add<text_cells>("hands");
  for (const collusion& c : of.found.colluding) {
    processes.push_back(of.found.processes[c.process]);
    least.push_back(static_cast<std::int64_t>(c.least));
    most.push_back(static_cast<std::int64_t>(c.most));
    std::string all;
    for (const std::uint32_t each : c.hands) all += (all.empty() ? "" : ";") + of.hand(each);
    hands.push_back(all);
  }
  return made;
}

py::object told(const told_integrity& of, std::vector<finding> findings, const py::object& before,
                const integrity_change* changed = nullptr, const ledger* changes = nullptr) {
  const auto share = [&](double volume) {
    return of.found.decided > 0 ? py::object(py::float_(volume / of.found.decided)) : py::none();
  };
  findings.insert(findings.end(), of.found.findings.begin(), of.found.findings.end());
  const auto count = [&](std::size_t number) {
    return changed != nullptr ? py::object(py::int_(number)) : py::none();
  };
  return record("Integrity")(
      to_python(breaches_table(of, changed, changes)), to_python(collusion_table(of)),
      of.found.decided, share(of.found.alone), share(of.found.most_decided),
      count(changed != nullptr ? changed->brought.size() : 0),
      count(changed != nullptr ? changed->gone : 0), count(changed != nullptr ? changed->kept : 0),
      std::make_shared<finding_sequence>(finding_sequence{std::move(findings)}), before);
}

py::object tested(const held& org, const py::object& duties, const py::object& holders,
                  const py::object& relations, const py::object& rules, const py::object& policy,
                  const py::object& layers, const py::object& roles, bool inherited,
                  bool with_holders, std::size_t repairs, const py::object& on,
                  const std::string& absent_flag) {
  const integrity_rules asked = rules_from(rules);
  integrity_builder builder(org->org);
  for (const given_table& t : tables_from(duties, "duties"))
    add_duty_table(builder, t.text, t.name);
  for (const given_table& t : tables_from(holders, "holders"))
    add_holder_table(builder, t.text, t.name);
  for (const given_table& t : tables_from(relations, "relations"))
    add_relation_table(builder, t.text, t.name);
  const integrity_tables tables = std::move(builder).build();
  integrity_options options;
  options.decisions = decision_options_from(on, absent_flag, {}, 72'000);
  options.inherited = inherited;
  if (policy.is_none()) {
    const integrity_report found =
        without_gil(org->org.size(), [org, tables, asked, options](const stop_flag&) {
          return integrity(org->org, tables, asked, options);
        });
    return told({org->org, tables, found, with_holders}, builder.findings(), py::none());
  }
  py::object given = py::cast(held_policy{policy_from(policy)});
  if (!layers.is_none()) given = given.attr("with_layers")(layers);
  if (!roles.is_none()) given = given.attr("with_roles")(roles);
  const pangkas::policy played = given.cast<const held_policy&>().rules;
  options.decisions = options_of(played, options.decisions);
  const auto [result, changed] = without_gil(
      org->org.size(), [org, tables, asked, options, played, repairs](const stop_flag& stop) {
        std::pair<simplification, integrity_change> both{simplify(org->org, played), {}};
        stop.check();
        repair_limits limits;
        limits.groups = repairs;
        both.second =
            integrity_change_of(org->org, &played, both.first, tables, asked, options, limits);
        return both;
      });
  const py::object before = told({org->org, tables, changed.before, with_holders}, {}, py::none());
  return told({result.after, changed.tables_after, changed.after, with_holders}, builder.findings(),
              before, &changed, &result.changes);
}

}  // namespace

void register_integrity(py::module_& m) {
  m.def("integrity", &tested, py::arg("org"), py::kw_only(), py::arg("duties") = py::none(),
        py::arg("holders") = py::none(), py::arg("relations") = py::none(),
        py::arg("rules") = py::none(), py::arg("policy") = py::none(),
        py::arg("layers") = py::none(), py::arg("roles") = py::none(), py::arg("inherited") = false,
        py::arg("with_holders") = false, py::arg("repairs") = 20, py::arg("on") = py::none(),
        py::arg("absent_flag") = "absent",
        R"(Test which duties are in one hand, and how few hands carry a case to its end.

With a policy it is tested on both sides: the result is that of afterwards, its table of breaches
says which are new, what caused them and how they are repaired, and ``before`` is the other side.

Parameters
----------
duties, holders, relations
    Files or tables: who does what in which process, who holds which position, who is related.
rules
    Names of presets, or TOML files; all presets if not given.
policy, layers, roles
    As of :meth:`Organisation.simplify`.
inherited
    Also what a superior could do in place of those below.
with_holders
    Tell codes of holders; else their positions.
repairs
    For so many causes of new breaches a repair is looked for.
on, absent_flag
    As of :meth:`Organisation.decisions`. Without a day nobody stays too long.

Raises
------
InputError
    If a table cannot be read.
RuleError
    If a set of rules is not valid.
)");
  m.def("preset_integrity_rules", &preset_integrity_rules,
        "Give the names of the preset rules of integrity.");
}

}  // namespace pangkas::python
