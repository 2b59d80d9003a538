// SPDX-License-Identifier: BSL-1.0
// Optimal delegation.
#include "measures.hpp"
#include "work.hpp"

#include <pangkas/core/condition.hpp>
#include <pangkas/study/delegation_question.hpp>
#include <pangkas/study/shortening_frontier.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::python {
namespace {

using held = std::shared_ptr<held_organisation>;

delegation_request request_from(const organisation& org, const py::object& matters,
                                const std::optional<std::string>& rank_floor,
                                const std::optional<std::string>& receivers,
                                const std::optional<double>& amount, bool strategic, double price,
                                const std::optional<std::size_t>& most,
                                const std::optional<std::size_t>& most_of_matter,
                                const std::optional<double>& minutes, const py::object& on,
                                const std::string& absent_flag) {
  delegation_request asked;
  if (!matters.is_none())
    for (const std::string& code : texts(matters, "matters")) {
      const auto place = org.find_matter(code);
      if (!place) throw py::key_error("the organisation has no matter \"" + code + "\"");
      asked.matters.push_back(*place);
    }
  asked.rank_floor = rank_floor.value_or("");
  if (receivers) asked.receivers = parse_condition(*receivers);
  asked.amount = amount;
  asked.strategic = strategic;
  asked.price = price;
  asked.most = most;
  asked.most_of_matter = most_of_matter;
  asked.minutes = minutes;
  asked.decisions = decision_options_from(on, absent_flag, {}, 72'000);
  return asked;
}

py::object delegated(const held& org, const py::object& matters,
                     const std::optional<std::string>& rank_floor,
                     const std::optional<std::string>& receivers,
                     const std::optional<double>& amount, bool strategic, double price,
                     const std::optional<std::size_t>& most,
                     const std::optional<std::size_t>& most_of_matter,
                     const std::optional<double>& minutes, const py::object& on,
                     const std::string& absent_flag) {
  const delegation_request asked =
      request_from(org->org, matters, rank_floor, receivers, amount, strategic, price, most,
                   most_of_matter, minutes, on, absent_flag);
  auto [found, after] = without_gil(org->org.size(), [before = org->org, asked](const stop_flag&) {
    delegation_answer answer = best_delegations(before, asked);
    organisation changed = with_delegations(before, answer.delegations);
    return std::pair(std::move(answer), std::move(changed));
  });
  const organisation& before = org->org;
  py::tuple delegations(found.delegations.size());
  for (std::size_t i = 0; i < found.delegations.size(); ++i) {
    const delegation& d = found.delegations[i];
    delegations[i] =
        record("Delegation")(text(before.matters()[d.matter].code), text(before.code(d.from)),
                             text(before.code(d.to)), d.volume, d.hand_offs, d.hours, d.checks,
                             d.fewest_checks, d.minutes, text(to_string(d.form)));
  }
  py::tuple high(found.high.size());
  for (std::size_t i = 0; i < found.high.size(); ++i) {
    const high_right& h = found.high[i];
    high[i] = record("HighRight")(text(before.matters()[h.matter].code), text(before.code(h.from)),
                                  text(before.code(h.to)), h.originators, h.volume, h.hand_offs);
  }
  return record("Delegations")(
      std::make_shared<held_organisation>(std::move(after), std::vector<finding>{}, org->inputs),
      delegations, high, found.volume, found.hand_offs_before, found.hand_offs, found.worth,
      found.bound, found.exact);
}

std::vector<double> savings(const held& org, std::size_t most, const py::object& matters,
                            const std::optional<std::string>& rank_floor,
                            const std::optional<std::string>& receivers,
                            const std::optional<double>& amount, bool strategic,
                            const py::object& on, const std::string& absent_flag) {
  const delegation_request asked = request_from(org->org, matters, rank_floor, receivers, amount,
                                                strategic, 0, {}, {}, {}, on, absent_flag);
  return without_gil(org->org.size(), [before = org->org, asked, most](const stop_flag&) {
    return delegation_savings(before, asked, most);
  });
}

py::object shortened(const held& org, std::size_t most, const py::object& policy,
                     const py::object& matters, const std::optional<std::string>& rank_floor,
                     const std::optional<std::string>& receivers,
                     const std::optional<double>& amount, bool strategic, const py::object& on,
                     const std::string& absent_flag) {
  const delegation_request asked = request_from(org->org, matters, rank_floor, receivers, amount,
                                                strategic, 0, {}, {}, {}, on, absent_flag);
  flattening_request flattening;
  if (!policy.is_none()) flattening.rules = policy_from(policy);
  flattening.decisions = asked.decisions;
  const shortening_frontier found =
      without_gil(org->org.size(), [before = org->org, flattening, asked, most](const stop_flag&) {
        return compare_shortenings(before, flattening, asked, most);
      });
  py::tuple points(found.points.size());
  for (std::size_t i = 0; i < found.points.size(); ++i) {
    const shortening_point& p = found.points[i];
    points[i] = record("ShorteningPoint")(p.measures, p.flattening, p.posts, p.delegation, p.both,
                                          p.posts_of_both, p.delegations_of_both, p.bound);
  }
  return record("Shortenings")(text(found.in_words()), found.hand_offs_before, points,
                               found.delegations, found.hand_offs_of_delegations,
                               found.posts_for_delegations);
}

}  // namespace

void register_delegation(py::module_& m) {
  m.def("compare_shortenings", &shortened, py::arg("org"), py::arg("most"), py::kw_only(),
        py::arg("policy") = py::none(), py::arg("matters") = py::none(),
        py::arg("rank_floor") = py::none(), py::arg("receivers") = py::none(),
        py::arg("amount") = py::none(), py::arg("strategic") = false, py::arg("on") = py::none(),
        py::arg("absent_flag") = "absent",
        R"(Put flattening, delegation and both together side by side.

Parameters
----------
org : Organisation
    With matters and authorities.
most : int
    The last number of measures; a post converted and a right passed on are one each.
policy : Policy, str or path, optional
    Which posts may be converted; all managers if not given.
matters, rank_floor, receivers, amount, strategic, on, absent_flag
    As for :func:`best_delegations`.

Returns
-------
Shortenings
    What 1, 2, 5, 10, … measures save, and how many conversions the delegations are worth.

Raises
------
InputError
    If there are no matters, or if tables would be too large.

Examples
--------
>>> import pangkas as pk
>>> org = pk.Organisation.from_table(
...     {"code": ["T", "A", "a", "x"], "reports_to": [None, "T", "A", "a"]},
...     matters={"code": ["leave"], "volume": [10]},
...     authority={"position": ["T"], "matter": ["leave"]})
>>> pk.compare_shortenings(org, 5).sentence
'1 delegation saves as much as converting 2 posts.'
)");
  m.def("best_delegations", &delegated, py::arg("org"), py::kw_only(),
        py::arg("matters") = py::none(), py::arg("rank_floor") = py::none(),
        py::arg("receivers") = py::none(), py::arg("amount") = py::none(),
        py::arg("strategic") = false, py::arg("price") = 0.0, py::arg("delegations") = py::none(),
        py::arg("delegations_of_matter") = py::none(), py::arg("minutes") = py::none(),
        py::arg("on") = py::none(), py::arg("absent_flag") = "absent",
        R"(Find the rights whose delegation shortens decisions most; no post is taken out.

Parameters
----------
org : Organisation
    With matters and authorities.
matters : sequence of str, optional
    Codes of the matters that may be delegated; all if not given.
rank_floor : str, optional
    Lowest rank of a receiver, or a group of the scheme.
receivers : str, optional
    Who may receive one, as a selector: ``"unit_contains=Finance; manager=yes"``.
amount : float, optional
    Matters of a greater amount are left where they are.
strategic : bool
    Whether strategic matters may be delegated.
price : float
    Hand-offs a year that each delegation must save, and more.
delegations, delegations_of_matter : int, optional
    Most in all; most receivers of one matter.
minutes : float, optional
    Most minutes a year of delegated decisions for each seat of a receiver.
on, absent_flag
    As for :meth:`Organisation.decision_path`.

Returns
-------
Delegations
    What saves most first, and the organisation with all of them given.

Raises
------
RuleError
    If the rank scheme does not have the rank.
InputError
    If a number is below 0, or if there are too many receivers one above another.

Examples
--------
>>> import pangkas as pk
>>> org = pk.Organisation.from_table(
...     {"code": ["T", "A", "a", "x"], "reports_to": [None, "T", "A", "a"]},
...     matters={"code": ["leave"], "volume": [10]},
...     authority={"position": ["T"], "matter": ["leave"]})
>>> found = pk.best_delegations(org)
>>> found.delegations[0].to, found.hand_offs_saved
('a', 20.0)
>>> found.after.decision_path("leave", "x")
DecisionPath(leave: x → a; 1 hand-offs)
)");
  m.def("delegation_savings", &savings, py::arg("org"), py::arg("most"), py::kw_only(),
        py::arg("matters") = py::none(), py::arg("rank_floor") = py::none(),
        py::arg("receivers") = py::none(), py::arg("amount") = py::none(),
        py::arg("strategic") = false, py::arg("on") = py::none(), py::arg("absent_flag") = "absent",
        R"(Give what at most 0, 1, … delegations save, in hand-offs a year.

Parameters
----------
org : Organisation
    With matters and authorities.
most : int
    The last number asked about; it ends before where more save nothing.
matters, rank_floor, receivers, amount, strategic, on, absent_flag
    As for :func:`best_delegations`.

Returns
-------
list of float
    The first is 0.

Raises
------
InputError
    If the tables would be too large.
)");
}

}  // namespace pangkas::python
