// SPDX-License-Identifier: BSL-1.0
#include "bindings.hpp"
#include "measures.hpp"
#include "work.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/policy.hpp>
#include <pangkas/optimise/optimal_flattening.hpp>
#include <pangkas/study/flattening_question.hpp>

#include <pybind11/numpy.h>

#include <algorithm>
#include <type_traits>

namespace pangkas::python {
namespace {

using held = std::shared_ptr<held_organisation>;

/// An optimum with all that it refers to.
struct solved_flattening {
  held org;
  flattening_request asked;
  flattening_question question;
  flattening_solution found;
};
using solution = std::shared_ptr<solved_flattening>;

std::shared_ptr<solved_flattening> solve(held org, flattening_request asked, std::size_t threads) {
  return without_gil(org->org.size(), [org, asked, threads](const stop_flag& stop) {
    auto all = std::make_shared<solved_flattening>();
    all->org = org;
    all->asked = asked;
    all->question = ask(org->org, asked);
    stop.check();
    all->found = optimal_flattening(org->org.command(), all->question.problem, {true, threads});
    refuse_unmet_floor(org->org, asked, all->found);
    return all;
  });
}

solution optimised(const held& org, std::optional<std::size_t> span_cap,
                   std::optional<std::size_t> max_layers, std::optional<std::size_t> span_floor,
                   bool fill, bool merge, const std::string& load, bool narrow,
                   const py::object& rules, const std::string& objective, double price,
                   const py::object& keep, std::size_t threads, const py::object& on,
                   const std::string& absent_flag) {
  flattening_request asked;
  asked.span_cap = span_cap;
  asked.max_layers = max_layers;
  asked.span_floor = span_floor;
  asked.fill = fill;
  asked.merge = merge;
  asked.load = one_of<flattening_load>(load, "load", parse_flattening_load,
                                       "\"positions\", \"seats\", \"minutes\"");
  asked.wide = narrow ? wide_posts::narrow : wide_posts::keep;
  asked.objective = one_of<flattening_objective>(objective, "objective", parse_flattening_objective,
                                                 "\"hand-offs\", \"cost\", \"mixed\", \"fewest\"");
  asked.price = price;
  if (!rules.is_none()) asked.rules = policy_from(rules);
  asked.keep_because = {"kept-by-caller", "The post was named to be kept.", {}, {}};
  for (const std::string& code : texts(keep, "keep")) asked.keep.push_back(org->org.at(code));
  asked.decisions = decision_options_from(on, absent_flag, {}, 72'000);
  return solve(org, std::move(asked), threads);
}

double hand_offs_saved(const solved_flattening& s) {
  double saved = 0;
  for (const position_id p : s.found.converted) saved += s.question.traffic[p];
  return saved;
}

double units(const solved_flattening& s, std::int64_t gain) {
  return in_units(s.asked.objective, gain);
}

py::list trees(const solved_flattening& s, bool only_infeasible) {
  py::list all;
  for (const flattened_tree& tree : s.found.trees)
    if (!only_infeasible || tree.cause)
      all.append(record("FlattenedTree")(
          text(s.org->org.code(tree.top)), units(s, tree.gain), units(s, tree.bound),
          tree.converted,
          tree.cause ? py::object(text(in_words(s.org->org, *tree.cause))) : py::none()));
  return all;
}

policy policy_of(const solved_flattening& s) {
  const policy made = as_policy(s.org->org, s.question, s.asked, s.found);
  return read_policy(write_policy(made), made.name);
}

table kept_table(const solved_flattening& s) {
  table made;
  made.columns.reserve(4);
  auto& positions = made.add<text_cells>("position");
  auto& titles = made.add<text_cells>("title");
  auto& reasons = made.add<text_cells>("reason");
  auto& details = made.add<text_cells>("detail");
  for (const kept_post& post : s.found.kept) {
    const std::string_view title = s.org->org.title(post.position);
    positions.push_back(s.org->org.code(post.position));
    titles.push_back(title.empty() ? std::nullopt : std::optional(title));
    reasons.push_back(to_string(post.reason()));
    details.push_back(in_words(s.org->org, s.question.problem, post));
  }
  return made;
}

/// The caps of a range or a list, each once.
std::vector<std::size_t> caps_from(const py::handle& caps) {
  std::vector<std::size_t> all;
  for (const py::handle cap : py::reinterpret_borrow<py::iterable>(caps)) {
    const auto number = cap.cast<std::int64_t>();
    if (number < 1 || number > 0x7fffffff)
      throw py::value_error("a span cap of " + std::to_string(number) +
                            " was asked for; it is 1 to 2147483647");
    all.push_back(static_cast<std::size_t>(number));
  }
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
  if (all.empty()) throw py::value_error("no span cap was given; give a range, as in range(5, 51)");
  return all;
}

py::object frontier_of(const solved_flattening& s, const py::object& caps) {
  const std::vector<std::size_t> wanted = caps_from(caps);
  // Cap by cap, so that it can be stopped between two; together they are solved in runs.
  const flattening_frontier found = without_gil(
      s.org->org.size() * wanted.size(),
      [org = s.org, question = s.question, wide = s.asked.wide, wanted](const stop_flag& stop) {
        std::vector<frontier_point> points;
        constexpr std::size_t at_once = 16;
        for (std::size_t i = 0; i < wanted.size();) {
          stop.check();
          std::size_t end = i + 1;
          while (end < wanted.size() && end - i < at_once && wanted[end] == wanted[end - 1] + 1)
            ++end;
          flattening_frontier part = frontier(org->org, question, wanted[i], wanted[end - 1], wide);
          for (const frontier_point& p : part.points) points.push_back(p);
          for (const dominated_point& d : part.dominated) points.push_back(d.point);
          i = end;
        }
        return sort_out(points);
      });
  std::vector<std::pair<frontier_point, py::object>> points;
  for (const frontier_point& p : found.points) points.emplace_back(p, py::none());
  for (const dominated_point& d : found.dominated) points.emplace_back(d.point, py::int_(d.by_cap));
  std::ranges::sort(points, {}, [](const auto& p) { return p.first.cap; });
  py::tuple all(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    const frontier_point& p = points[i].first;
    all[i] =
        record("FrontierPoint")(p.cap, units(s, p.gain), p.converted, p.infeasible, p.widest_span,
                                p.layers, p.unchecked, p.hand_offs, p.cost, points[i].second);
  }
  return record("Frontier")(all, text(to_string(s.asked.objective)));
}

py::list layer_frontier_of(const solved_flattening& s, std::size_t first, std::size_t last) {
  const std::vector<layer_point> found = without_gil(
      s.org->org.size() * (last - std::min(first, last) + 1),
      [org = s.org, question = s.question, wide = s.asked.wide, first, last](const stop_flag&) {
        return layer_frontier(org->org, question, first, last, wide);
      });
  py::list all;
  for (const layer_point& p : found)
    all.append(record("LayerPoint")(p.max_layers, p.at.cap, units(s, p.at.gain), p.at.converted,
                                    p.at.infeasible, p.at.widest_span, p.at.layers, p.at.unchecked,
                                    p.at.hand_offs, p.at.cost));
  return all;
}

std::string repr(const solved_flattening& s) {
  std::string said = "Solution(" + std::string(to_string(s.asked.objective));
  if (s.asked.span_cap) said += ", span cap " + std::to_string(*s.asked.span_cap);
  if (s.asked.span_floor) said += ", span floor " + std::to_string(*s.asked.span_floor);
  if (s.asked.max_layers) said += ", at most " + std::to_string(*s.asked.max_layers) + " layers";
  return said + ": " + std::to_string(s.found.converted.size()) + " posts to convert, gain " +
         std::string(py::str(py::float_(units(s, s.found.gain)))) + ")";
}

/// The question is asked again where it is unpickled: the answer is exact, so it is the same.
py::tuple solution_to_state(const solution& s) {
  py::list keep;
  for (const position_id p : s->asked.keep) keep.append(text(s->org->org.code(p)));
  py::object rules = py::none();
  if (s->asked.rules) rules = py::cast(held_policy{*s->asked.rules});
  return py::make_tuple(s->org, s->asked.span_cap, s->asked.max_layers, s->asked.span_floor,
                        s->asked.fill, s->asked.merge, text(to_string(s->asked.load)),
                        s->asked.wide == wide_posts::narrow, rules,
                        text(to_string(s->asked.objective)), s->asked.price, keep,
                        text_or_none(s->asked.decisions.on), s->asked.decisions.absent_flag);
}

solution solution_from_state(const py::tuple& t) {
  return optimised(t[0].cast<held>(), t[1].cast<std::optional<std::size_t>>(),
                   t[2].cast<std::optional<std::size_t>>(), t[3].cast<std::optional<std::size_t>>(),
                   t[4].cast<bool>(), t[5].cast<bool>(), t[6].cast<std::string>(),
                   t[7].cast<bool>(), t[8], t[9].cast<std::string>(), t[10].cast<double>(), t[11],
                   1, t[12], t[13].cast<std::string>());
}

void add_solution(py::module_& m) {
  py::class_<solved_flattening, solution> c(m, "Solution", py::is_final(),
                                            R"(The posts to convert, and why each other is kept.

As a table: one row a post that is kept, with the reason.
)");
  c.def_property_readonly(
       "organisation", [](const solution& s) { return s->org; },
       "The organisation that was asked about.")
      .def_property_readonly(
          "span_cap", [](const solution& s) { return s->asked.span_cap; }, "None: no limit.")
      .def_property_readonly(
          "max_layers", [](const solution& s) { return s->asked.max_layers; }, "None: no limit.")
      .def_property_readonly(
          "span_floor", [](const solution& s) { return s->asked.span_floor; }, "None: no limit.")
      .def_property_readonly(
          "load", [](const solution& s) { return text(to_string(s->asked.load)); },
          "What cap and floor count: ``\"positions\"``, ``\"seats\"`` or ``\"minutes\"``.")
      .def_property_readonly(
          "objective", [](const solution& s) { return text(to_string(s->asked.objective)); },
          "What is gained: ``\"hand-offs\"``, ``\"cost\"``, ``\"mixed\"`` or ``\"fewest\"``.")
      .def_property_readonly(
          "converted",
          [](const solution& s) {
            py::list all;
            for (const position_id p : s->found.converted) all.append(text(s->org->org.code(p)));
            return all;
          },
          "Codes of the posts to convert, superiors before subordinates.")
      .def_property_readonly(
          "rows",
          [](const solution& s) {
            py::array_t<std::uint32_t> rows(static_cast<py::ssize_t>(s->found.converted.size()));
            for (std::size_t i = 0; i < s->found.converted.size(); ++i)
              rows.mutable_data()[i] = s->org->org.row(s->found.converted[i]);
            rows.attr("sort")();
            return rows;
          },
          "Rows of the posts to convert, ascending: an array of uint32.")
      .def_property_readonly(
          "gain", [](const solution& s) { return units(*s, s->found.gain); },
          "In units of the objective a year; of ``\"mixed\"`` the sum of two shares.")
      .def_property_readonly(
          "bound", [](const solution& s) { return units(*s, s->found.bound); },
          "The gain if there were no limit.")
      .def_property_readonly(
          "hand_offs_saved", [](const solution& s) { return hand_offs_saved(*s); },
          "Hand-offs saved a year.")
      .def_property_readonly(
          "kept",
          [](const solution& s) {
            py::list all;
            for (const kept_post& post : s->found.kept)
              all.append(record("KeptPost")(
                  text(s->org->org.code(post.position)), text(to_string(post.reason())),
                  text(in_words(s->org->org, s->question.problem, post))));
            return all;
          },
          "Each post that is kept, and why.")
      .def_property_readonly(
          "trees", [](const solution& s) { return trees(*s, false); }, "What became of each tree.")
      .def_property_readonly(
          "infeasible", [](const solution& s) { return trees(*s, true); },
          "The trees without a solution, which are left as they are, with the cause.")
      .def_property_readonly(
          "policy", [](const solution& s) { return held_policy{policy_of(*s)}; },
          "A policy that converts exactly these posts.")
      .def(
          "apply",
          [](const solution& s) {
            return py::cast(s->org).attr("simplify")(held_policy{policy_of(*s)});
          },
          "Convert the posts: gives a Simplification.")
      .def(
          "layer_frontier",
          [](const solution& s, std::size_t first, std::size_t last) {
            return layer_frontier_of(*s, first, last);
          },
          py::arg("first"), py::arg("last"),
          R"(Find the narrowest span cap, and the optimum at it, for each limit on layers.

Parameters
----------
first, last : int
    Fewest and most superiors one below another.

Returns
-------
list of LayerPoint
    One for each limit, by limit.

Raises
------
StructureError
    If the range is empty or begins with 0, or loads are no positions.
)")
      .def(
          "frontier",
          [](const solution& s, const py::object& caps) { return frontier_of(*s, caps); },
          py::arg("caps"),
          R"(Find the optimum at each span cap of a range, the other limits as they are.

Parameters
----------
caps : range or iterable of int
    Span caps, from 1.

Returns
-------
Frontier
    One point a cap; a point to which another is as good in everything says which.
)")
      .def(
          "to_table", [](const solution& s) { return pangkas::python::to_python(kept_table(*s)); },
          "Give one row a post that is kept: position, title, reason, detail.")
      .def("__repr__", [](const solution& s) { return repr(*s); })
      .def("__eq__",
           [](const solution& s, const py::object& other) {
             return equal_to<solved_flattening>(other, [&](const solved_flattening& o) {
               return s->found == o.found && s->asked.objective == o.asked.objective &&
                      py::cast(s->org).equal(py::cast(o.org));
             });
           })
      .def(py::pickle(&solution_to_state, &solution_from_state));
  c.attr("__hash__") = py::none();
  add_tabular(c);
  add_html(c);
}

/// A list by position from an array by row; empty for None.
template <class Value>
by_position<Value> from_rows(const organisation& org, const py::object& rows, const char* what) {
  if (rows.is_none()) return {};
  const auto array = py::array_t<Value, py::array::c_style>::ensure(
      py::module_::import("numpy").attr("asarray")(rows).attr("astype")(
          py::dtype::of<Value>(), py::arg("casting") = "same_kind"));
  if (!array) throw py::error_already_set();
  if (array.ndim() != 1 || static_cast<std::size_t>(array.size()) != org.size())
    throw structure_error::not_one_for_each(what, static_cast<std::size_t>(array.size()),
                                            org.size(), "row");
  by_position<Value> all(org.size());
  for (row_index row = 0; row < org.size(); ++row) {
    all[org.position_at(row)] = array.data()[row];
    if (std::is_same_v<Value, std::int32_t> && array.data()[row] < Value{})
      throw structure_error(std::string(what) + " of row " + std::to_string(row) + " is " +
                                std::to_string(array.data()[row]) + "; give 0 or more",
                            {row});
  }
  return all;
}

py::object flattened(const held_organisation& o, const py::object& gain,
                     const py::object& may_convert, const py::object& load_kept,
                     const py::object& load_converted, const py::object& capacity,
                     const py::object& floor, std::optional<std::size_t> layers,
                     std::size_t threads) {
  const organisation& org = o.org;
  flattening_problem problem;
  problem.gain = from_rows<std::int64_t>(org, gain, "gain");
  problem.load_kept = from_rows<std::int32_t>(org, load_kept, "load_kept");
  problem.load_converted = from_rows<std::int32_t>(org, load_converted, "load_converted");
  problem.capacity = from_rows<std::int32_t>(org, capacity, "capacity");
  problem.floor = from_rows<std::int32_t>(org, floor, "floor");
  problem.layers = layers;
  if (!may_convert.is_none()) {
    problem.protections = {{"kept", "It may not be converted.", {}, {}}};
    for (const std::uint8_t may :
         from_rows<std::uint8_t>(org,
                                 py::module_::import("numpy")
                                     .attr("asarray")(may_convert, py::arg("dtype") = "bool")
                                     .attr("view")("uint8"),
                                 "may_convert"))
      problem.protection.push_back(may != 0 ? 0 : 1);
  }
  const flattening_solution found =
      without_gil(org.size(), [org, problem, threads](const stop_flag&) {
        return optimal_flattening(org.command(), problem, {false, threads});
      });
  std::vector<row_index> rows;
  for (const position_id p : found.converted) rows.push_back(org.row(p));
  std::ranges::sort(rows);
  std::vector<row_index> infeasible;
  for (const flattened_tree& tree : found.trees)
    if (tree.cause) infeasible.push_back(org.row(tree.top));
  std::ranges::sort(infeasible);
  return record("Flattening")(py::tuple(py::cast(rows)), found.gain, found.bound,
                              py::tuple(py::cast(infeasible)));
}

}  // namespace

void register_flattening(py::module_& m) {
  using namespace pybind11::literals;
  add_solution(m);
  m.def("optimise", &optimised, "org"_a, py::kw_only(), "span_cap"_a = py::none(),
        "max_layers"_a = py::none(), "span_floor"_a = py::none(), "fill"_a = false,
        "merge"_a = false, "load"_a = "positions", "narrow"_a = false, "policy"_a = py::none(),
        "objective"_a = "hand-offs", "price"_a = 0.0, "keep"_a = py::tuple(), "threads"_a = 1,
        "on"_a = py::none(), "absent_flag"_a = "absent",
        R"(Find the posts whose conversion gains most, exactly.

Parameters
----------
org : Organisation
span_cap : int, optional
    Most command subordinates of a superior; one that has more today may keep them.
max_layers : int, optional
    Most superiors one below another, the root included.
span_floor : int, optional
    Fewest command subordinates of a superior that is kept, other than the top of a tree and those
    that a rule keeps.
fill : bool
    Whether the floor holds against superiors that must be kept, too.
merge : bool
    Whether :meth:`Solution.apply` then joins the teams under each superior into as few as the cap
    allows; the floor is that of the joined teams.
load : {"positions", "seats", "minutes"}
    What cap and floor count: the positions that report to a superior, their seats, or the minutes
    a year that it spends on what they pass on to it.
narrow : bool
    Whether the cap holds against superiors that have more subordinates today, too.
policy : Policy, str or path, optional
    Which posts may be converted, into what, and which are exempt; all managers if not given.
objective : {"hand-offs", "cost", "mixed", "fewest"}
    Hand-offs saved a year, cost of the posts set free, both alike, or as few posts as the limits
    allow.
price : float
    Of one conversion, in units of the objective.
keep : iterable of str
    Codes of posts to keep.
threads : int
    Trees are solved side by side; the answer is the same.
on, absent_flag
    As for :meth:`Organisation.measure`.

Returns
-------
Solution

Raises
------
UnknownPosition
    If a post to keep is not there.
RuleError
    If the policy is not valid for the organisation.
StructureError
    If a limit is 0, or the floor is above the cap, or no tree can meet it.

References
----------
docs/background/optimal-flattening.md proves the recursion and cites its kin.

Examples
--------
>>> import pangkas as pk
>>> org = pk.Organisation.from_table(
...     {"code": ["A", "B", "C", "D"], "reports_to": [None, "A", "B", "B"]})
>>> pk.optimise(org, span_cap=3).converted
['B']
>>> pk.optimise(org, span_cap=2).converted
[]
)");
  m.def("optimal_flattening", &flattened, "org"_a, py::kw_only(), "gain"_a = py::none(),
        "may_convert"_a = py::none(), "load_kept"_a = py::none(), "load_converted"_a = py::none(),
        "capacity"_a = py::none(), "floor"_a = py::none(), "layers"_a = py::none(), "threads"_a = 1,
        R"(Find the posts to convert for the greatest total gain within every capacity and floor.

The problem itself, for whoever has gains and loads of their own; every list is by row, shape (P,).

Parameters
----------
org : Organisation
gain : array of int, optional
    What converting the row is worth; may be negative. Default: 1.
may_convert : array of bool, optional
    Default: every manager. The top of a tree is always kept.
load_kept, load_converted : array of int, optional
    Load on its superior when it is kept, and when it is converted. Default: 1.
capacity : array of int, optional
    The most load that the row bears as a superior. Default: no limit.
floor : array of int, optional
    The least load that the row must bear as a superior, if it is kept. Default: 0.
layers : int, optional
    The most superiors one below another.
threads : int
    Trees are solved side by side; the answer is the same.

Returns
-------
Flattening
    Rows to convert, gain, bound, and tops of trees without a solution.

Raises
------
StructureError
    If a list is not of length P, or a load, capacity or floor is negative.
TypeError
    If a list does not hold whole numbers.
)");
}

}  // namespace pangkas::python
