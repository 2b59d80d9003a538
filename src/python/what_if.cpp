// SPDX-License-Identifier: BSL-1.0
// Another superior, positions taken out or merged, and parts of an organisation.
#include "bindings.hpp"
#include "work.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/number.hpp>

#include <pybind11/numpy.h>

#include <algorithm>
#include <map>

namespace pangkas::python {
namespace {

using held = std::shared_ptr<held_organisation>;

/// What was done, one row a change, in the words of the ledger where it has them.
struct change_list {
  change_list() {
    list.columns.reserve(4);
    for (const char* name : {"code", "what", "before", "after"}) list.add<text_cells>(name);
  }
  void add(std::string_view code, std::string_view what, std::string_view before,
           std::string_view after) {
    const std::string_view cells[] = {code, what, before, after};
    for (std::size_t i = 0; i < 4; ++i)
      std::get<text_cells>(list.columns[i].cells)
          .push_back(cells[i].empty() ? std::nullopt : std::optional(cells[i]));
  }
  table list;
};

/// What becomes of each row: itself, the row that it is merged into, or no_row.
using outcomes = std::vector<row_index>;

/// What is above a row that is taken out.
struct above_row {
  row_index kept = no_row;  ///< the nearest that is kept
  row_index last = no_row;  ///< else the highest of all that go
};

/// What is above each row that is taken out.
std::vector<above_row> above_removed(const std::vector<row_index>& superiors,
                                     const outcomes& becomes) {
  std::vector<above_row> above(superiors.size());
  std::vector<std::uint8_t> is_known(superiors.size(), 0);
  const auto is_open = [&](row_index row) {
    return row != no_row && becomes[row] == no_row && is_known[row] == 0;
  };
  std::vector<row_index> way;
  for (row_index start = 0; start < superiors.size(); ++start) {
    row_index here = start;
    for (; is_open(here); here = superiors[here]) {
      is_known[here] = 1;  // a cycle of which nothing is kept ends here, with nothing above it
      way.push_back(here);
    }
    above_row found;
    if (here == no_row && !way.empty())
      found.last = way.back();
    else if (here != no_row)
      found = becomes[here] == no_row ? above[here] : above_row{here, no_row};
    for (const row_index row : way) above[row] = found;
    way.clear();
  }
  return above;
}

void rename(std::vector<std::string>& codes, const organisation& org, const outcomes& becomes) {
  bool is_changed = false;
  for (std::string& code : codes) {
    const auto p = org.find(code);
    if (!p) continue;
    const row_index row = org.row(*p);
    if (becomes[row] == row || becomes[row] == no_row) continue;
    code = org.table().codes->texts[becomes[row]];
    is_changed = true;
  }
  if (!is_changed) return;
  std::vector<std::string> once;
  for (std::string& code : codes)
    if (std::ranges::find(once, code) == once.end()) once.push_back(std::move(code));
  codes = std::move(once);
}

/// Puts the code of what positions were merged into in place of theirs.
class renaming {
 public:
  renaming(const organisation& org, const outcomes& becomes) : org_(org), becomes_(becomes) {}

  void operator()(condition& c) const {
    rename(c.codes, org_, becomes_);
    rename(c.subtrees, org_, becomes_);
  }
  void operator()(holder& h) const {
    one(h.code);
    (*this)(h.when);
  }
  void operator()(authority& a) const {
    one(a.position);
    one(a.giver);
    rename(a.except, org_, becomes_);
    for (holder& h : a.with.holders) (*this)(h);
    maybe(a.whoever);
    maybe(a.originators);
    maybe(a.receivers);
  }
  void operator()(matter& m) const {
    (*this)(m.originators);
    maybe(m.until);
    maybe(m.beneficiary);
    maybe(m.fallback);
  }
  void operator()(matter_step& s) const {
    (*this)(s.who);
    maybe(s.originators);
  }

 private:
  void one(std::string& code) const {
    if (code.empty()) return;
    std::vector<std::string> alone{std::move(code)};
    rename(alone, org_, becomes_);
    code = std::move(alone.front());
  }
  template <class Value>
  void maybe(std::optional<Value>& value) const {
    if (value) (*this)(*value);
  }

  const organisation& org_;
  const outcomes& becomes_;
};

std::string number(std::optional<double> value) { return value ? format_number(*value) : ""; }

/// A row that takes the place of another in the line of command, or is a root (no_row).
using other_line = std::pair<row_index, row_index>;

/// An organisation of the rows that are kept, with what was done to it.
class reduction {
 public:
  reduction(const organisation& org, outcomes becomes, std::optional<other_line> instead)
      : org_(org), becomes_(std::move(becomes)), builder_(org.parts().scheme), instead_(instead) {}

  build_result run() {
    add_positions();
    add_lines();
    const renaming renamed(org_, becomes_);
    for (matter m : org_.matters()) {
      renamed(m);
      builder_.add_matter(std::move(m));
    }
    for (const authority& right : org_.authorities()) add_right(right, renamed);
    for (matter_step s : org_.steps()) {
      renamed(s);
      builder_.add_step(std::move(s));
    }
    return std::move(builder_).build();
  }

  change_list changes;

 private:
  [[nodiscard]] std::string_view code(row_index row) const {
    return row == no_row ? std::string_view{} : org_.table().codes->texts[row];
  }
  [[nodiscard]] std::string declared(row_index row) const {
    return std::string(org_.declared_superior(org_.position_at(row)));
  }

  /// The code to which a row reports afterwards. Whoever is taken out hands its reports on, to a
  /// superior that is not in the data too.
  [[nodiscard]] std::string superior_of(row_index row) const {
    const row_index from = instead_ && instead_->first == row ? instead_->second : row;
    if (from == no_row) return {};
    const row_index above = org_.parts().superiors[from];
    if (above == no_row) return declared(from);
    if (becomes_[above] != no_row) return std::string(code(becomes_[above]));
    const above_row& next = above_[above];
    if (next.kept != no_row) return std::string(code(becomes_[next.kept]));
    return next.last == no_row ? std::string{} : declared(next.last);
  }

  void add_positions() {
    above_ = above_removed(org_.parts().superiors, becomes_);
    std::map<row_index, std::vector<row_index>> joined;
    for (row_index row = 0; row < org_.size(); ++row)
      if (becomes_[row] != row && becomes_[row] != no_row) joined[becomes_[row]].push_back(row);
    for (row_index row = 0; row < org_.size(); ++row) {
      const std::string was = declared(row);
      if (becomes_[row] == no_row) {
        changes.add(code(row), "removed", was, {});
        continue;
      }
      if (becomes_[row] != row) {
        changes.add(code(row), "merged", was, code(becomes_[row]));
        continue;
      }
      position p = position_of(row);
      p.reports_to = superior_of(row);
      if (p.reports_to != was) changes.add(p.code, "re-attached", was, p.reports_to);
      if (const auto more = joined.find(row); more != joined.end()) add_up(p, row, more->second);
      builder_.add(p);
    }
  }

  [[nodiscard]] position position_of(row_index row) const {
    const position_table& t = org_.table();
    position p;
    p.code = t.codes->texts[row];
    p.title = (*t.titles)[row];
    p.kind = (*t.kinds)[row];
    p.rank = (*t.ranks)[row];
    p.unit = (*t.units)[row];
    p.seats = (*t.seats)[row];
    p.filled = (*t.filled)[row];
    p.position_class = (*t.classes)[row];
    p.cost = (*t.costs)[row];
    p.budget = (*t.budgets)[row];
    p.flags = (*t.flags)[row];
    p.holders = (*t.holders)[row];
    p.legal_source = (*t.legal_sources)[row];
    return p;
  }

  /// Seats, filled seats, cost and budget of a position and those that are merged into it: the sums
  /// stay what they were.
  void add_up(position& p, row_index row, const std::vector<row_index>& joined) {
    const position_table& t = org_.table();
    const auto sum = [&](std::optional<double>& mine, std::string_view name, auto of) {
      const std::optional<double> was = mine;
      mine = of(row);
      for (const row_index other : joined)
        if (const std::optional<double> more = of(other)) mine = mine.value_or(0) + *more;
      if (mine != was) changes.add(p.code, name, number(was), number(mine));
    };
    sum(p.seats, "seats", [&](row_index r) { return std::optional(t.seats->value_or(r, 1.0)); });
    sum(p.filled, "filled", [&](row_index r) { return (*t.filled)[r]; });
    sum(p.cost, "cost", [&](row_index r) { return (*t.costs)[r]; });
    sum(p.budget, "budget", [&](row_index r) { return (*t.budgets)[r]; });
  }

  void add_lines() {
    const std::vector<std::string>& names = org_.line_names();
    for (const row_line& l : org_.parts().lines) {
      const row_index superior = becomes_[l.superior];
      const row_index subordinate = becomes_[l.subordinate];
      const std::string was =
          std::string(to_string(l.type)) + " over " + std::string(code(l.subordinate));
      if (superior == no_row || subordinate == no_row || superior == subordinate) {
        changes.add(code(l.superior), "line-removed", was, {});
        continue;
      }
      if (superior != l.superior || subordinate != l.subordinate)
        changes.add(code(l.superior), "line-moved", was,
                    std::string(to_string(l.type)) + " of " + std::string(code(superior)) +
                        " over " + std::string(code(subordinate)));
      builder_.add_line({std::string(code(superior)), std::string(code(subordinate)), l.type,
                         names[l.matter], names[l.role], names[l.from], names[l.until],
                         names[l.legal_source]});
    }
  }

  void add_right(const authority& right, const renaming& renamed) {
    authority now = right;
    if (const auto p = org_.find(right.position); !right.position.empty() && p) {
      const row_index row = org_.row(*p);
      if (becomes_[row] == no_row) {
        changes.add(right.position, "authority-removed", right.matter, {});
        return;
      }
      if (becomes_[row] != row)
        changes.add(right.position, "authority-moved", right.matter, code(becomes_[row]));
    }
    renamed(now);
    builder_.keep_authority(std::move(now));
  }

  organisation org_;
  outcomes becomes_;
  organisation_builder builder_;
  std::vector<above_row> above_;
  std::optional<other_line> instead_;
};

struct reduced {
  held after;
  table changes;
};

reduced reduce(const organisation& org, outcomes becomes, std::optional<other_line> instead = {}) {
  return without_gil(org.size(), [org, becomes = std::move(becomes), instead](const stop_flag&) {
    reduction work(org, becomes, instead);
    build_result built = work.run();
    return reduced{std::make_shared<held_organisation>(std::move(built.organisation),
                                                       std::move(built.findings)),
                   std::move(work.changes.list)};
  });
}

outcomes all_kept(const organisation& org) {
  outcomes becomes(org.size());
  for (row_index row = 0; row < org.size(); ++row) becomes[row] = row;
  return becomes;
}

py::object to_python(reduced done) {
  return record("Reduced")(done.after, pangkas::python::to_python(std::move(done.changes)));
}

py::object without(const held_organisation& o, const py::object& codes) {
  outcomes becomes = all_kept(o.org);
  for (const std::string& code : texts(codes, "codes")) becomes[o.org.row(o.org.at(code))] = no_row;
  return to_python(reduce(o.org, std::move(becomes)));
}

py::object merged(const held_organisation& o, const py::object& codes, const std::string& into) {
  outcomes becomes = all_kept(o.org);
  const row_index target = o.org.row(o.org.at(into));
  for (const std::string& code : texts(codes, "codes")) becomes[o.org.row(o.org.at(code))] = target;
  // It reports to whoever the highest of them above it reported to, so that no cycle comes of it.
  row_index top = target;
  row_index above = o.org.parts().superiors[target];
  for (std::size_t i = 0; above != no_row && i < o.org.size(); ++i) {
    if (becomes[above] == target) top = above;
    above = o.org.parts().superiors[above];
  }
  return to_python(reduce(o.org, std::move(becomes), other_line(target, top)));
}

held part(const held_organisation& o, const std::vector<std::uint8_t>& kept,
          std::optional<other_line> instead = {}) {
  outcomes becomes = all_kept(o.org);
  for (row_index row = 0; row < o.org.size(); ++row)
    if (kept[row] == 0) becomes[row] = no_row;
  return reduce(o.org, std::move(becomes), instead).after;
}

held filtered(const py::object& self, const py::object& mask, const py::kwargs& columns) {
  const auto& o = self.cast<const held_organisation&>();
  const auto kept = py::array_t<std::uint8_t, py::array::c_style>(
      py::module_::import("pangkas._what_if").attr("mask_of")(self, mask, columns));
  return part(o, {kept.data(), kept.data() + kept.size()});
}

held subtree_of(const held_organisation& o, const std::string& code) {
  const std::vector<row_index>& superiors = o.org.parts().superiors;
  const row_index top = o.org.row(o.org.at(code));
  // Each way up is walked once; also a cycle comes to an end.
  enum : std::uint8_t { out, in, unknown };
  std::vector<std::uint8_t> kept(o.org.size(), unknown);
  kept[top] = in;
  std::vector<row_index> way;
  for (row_index start = 0; start < kept.size(); ++start) {
    row_index here = start;
    while (here != no_row && kept[here] == unknown) {
      kept[here] = out;
      way.push_back(here);
      here = superiors[here];
    }
    if (here != no_row && kept[here] == in)
      for (const row_index row : way) kept[row] = in;
    way.clear();
  }
  return part(o, kept, other_line(top, no_row));
}

py::object with_superior(const held_organisation& o, const std::string& code,
                         const std::string& superior) {
  const organisation& org = o.org;
  organisation_parts parts = org.parts();
  const row_index row = org.row(org.at(code));
  const row_index is = org.row(org.at(superior));
  const row_index was = parts.superiors[row];
  if (was == no_row)
    throw structure_error(
        "\"" + code +
            "\" reports to nobody in the organisation, and a ledger puts back only a "
            "superior that there was; give it one in the table that it is read from",
        {row});
  row_index above = is;
  for (std::size_t i = 0; above != no_row && i <= org.size(); ++i) {
    if (above == row)
      throw structure_error("\"" + code + "\" cannot report to \"" + superior + "\", which is " +
                                (is == row ? "itself" : "below it"),
                            {row, is});
    above = parts.superiors[above];
  }
  ledger changes;
  changes.policy = "with-superior";
  changes.codes = parts.table.codes;
  changes.rules = {{"reports", "superior-given", "The superior was given by the caller.", {}}};
  if (was != is) changes.entries.push_back({0, re_attached{row, was, is}});
  parts.superiors[row] = is;
  organisation after = without_gil(
      org.size(), [given = std::move(parts)](const stop_flag&) { return organisation(given); });
  const auto made = std::make_shared<held_organisation>(std::move(after));
  return record("Reattached")(
      made, held_ledger{
                std::make_shared<const ledger>(std::move(changes)), {}, std::pair(org, made->org)});
}

}  // namespace

void register_what_if(py::module_& m) {
  auto c = py::reinterpret_borrow<py::class_<held_organisation, held>>(m.attr("Organisation"));
  c.def("with_superior", &with_superior, py::arg("code"), py::arg("superior"),
        R"(Let a position, with all below it, report to another superior.

Rights, lines and matters stay as they are: a right stays with its position, and paths are walked anew.

Parameters
----------
code : str
    The position; it reports to somebody in the organisation.
superior : str
    The new superior, which is neither the position itself nor below it.

Returns
-------
Reattached
    It unpacks to the organisation after and a Ledger of the change, which ``after.undo`` takes back.

Raises
------
UnknownPosition
    If one of them is not in the organisation.
StructureError
    If the new superior is the position itself or below it, or if there was no superior before.

Examples
--------
>>> import pangkas as pk
>>> org = pk.Organisation.from_table(
...     {"code": ["D", "H", "S", "A"], "reports_to": [None, "D", "D", "H"]})
>>> after, ledger = org.with_superior("A", "S")
>>> after.chain_of_command("A"), after.undo(ledger) == org
(['S', 'D'], True)
)")
      .def("without", &without, py::arg("codes"),
           R"(Take positions out. What hung below them goes to the nearest superior that stays.

Where all above go too, it becomes a root; below a superior that is not in the data it stays an orphan.
A right that a position taken out held is gone, and so are the lines that began or ended at it. Matters
and steps stay; what they say of a code that is gone is a finding of the organisation after.

Parameters
----------
codes : str or iterable of str
    The positions to take out.

Returns
-------
Reduced
    It unpacks to the organisation after and a Table of what was done: code, what, before, after.

Raises
------
UnknownPosition
    If one of them is not in the organisation.

Examples
--------
>>> import pangkas as pk
>>> org = pk.Organisation.from_table(
...     {"code": ["D", "H", "A", "B"], "reports_to": [None, "D", "H", "H"]})
>>> after, changes = org.without("H")
>>> after.subordinates("D")
['A', 'B']
>>> changes.rows()
[('H', 'removed', 'D', None), ('A', 're-attached', 'H', 'D'), ('B', 're-attached', 'H', 'D')]
)")
      .def("merged", &merged, py::arg("codes"), py::arg("into"),
           R"(Merge positions into one of the organisation, which keeps its title, rank and unit.

It takes over their subordinates, rights and lines, and stands for them wherever a matter, right or
step names them; a line between two of them is gone. Seats (1 where none are declared), filled seats,
cost and budget are added up. Where one of them is above it, it takes that one's place in the line.

Parameters
----------
codes : str or iterable of str
    The positions that are merged.
into : str
    The position that stays.

Returns
-------
Reduced
    It unpacks to the organisation after and a Table of what was done: code, what, before, after.

Raises
------
UnknownPosition
    If one of them is not in the organisation.

Examples
--------
>>> import pangkas as pk
>>> org = pk.Organisation.from_table(
...     {"code": ["D", "H1", "H2", "A"], "reports_to": [None, "D", "D", "H2"], "seats": [1, 1, 1, 4]})
>>> after, changes = org.merged(["H2"], into="H1")
>>> after.chain_of_command("A"), after["H1"].seats
(['H1', 'D'], 2.0)
)")
      .def("filter", &filtered, py::arg("mask") = py::none(),
           R"(Give the organisation of some of its positions.

As :meth:`without` the others: what hung below one that is left out goes to the nearest superior that
stays.

Parameters
----------
mask : array of bool, optional
    One for each row: whether it stays.
**columns
    What a column of :meth:`to_table` must be for a position to stay: a value, several of which one, or
    a function of the column that gives an array of bool.

Returns
-------
Organisation

Raises
------
InputError
    If there is no column of that name, or what is given is not one truth for each row.

Examples
--------
>>> import pangkas as pk
>>> org = pk.Organisation.from_table(
...     {"code": ["D", "H", "A"], "reports_to": [None, "D", "H"], "unit": ["U", "U", "V"]})
>>> org.filter(org.span > 0).codes, org.filter(unit="V").codes
(['D', 'H'], ['A'])
>>> org.filter(layer=lambda layer: layer != 2).subordinates("D")
['A']
)")
      .def("subtree", &subtree_of, py::arg("code"),
           R"(Give the organisation of a position and all below it, of which it is the root.

Rights and lines of positions outside it are left out, as :meth:`without` does.

Examples
--------
>>> import pangkas as pk
>>> org = pk.Organisation.from_table(
...     {"code": ["D", "H", "A"], "reports_to": [None, "D", "H"]})
>>> org.subtree("H")
Organisation(2 positions in 2 layers below 1 root)
)");
}

}  // namespace pangkas::python
