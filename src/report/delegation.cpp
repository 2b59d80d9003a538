// SPDX-License-Identifier: BSL-1.0
#include "json_of.hpp"

#include "io/json_values.hpp"

#include <pangkas/report/delegation.hpp>

#include <nlohmann/json.hpp>

#include <string>
#include <utility>

namespace pangkas::inline v0_1 {

std::string to_json(const organisation& org, const delegation_answer& found, double price) {
  using detail::or_null;
  using nlohmann::ordered_json;
  ordered_json delegations = ordered_json::array();
  double checks = 0;
  for (const delegation& d : found.delegations) {
    checks += d.checks;
    delegations.push_back({{"matter", org.matters()[d.matter].code},
                           {"from", org.code(d.from)},
                           {"to", org.code(d.to)},
                           {"volume", d.volume},
                           {"hand_offs_saved", d.hand_offs},
                           {"hours_saved", or_null(d.hours)},
                           {"checks_lost", d.checks},
                           {"fewest_checks", d.fewest_checks},
                           {"minutes", d.minutes},
                           {"legal_form", to_string(d.form)}});
  }
  ordered_json high = ordered_json::array();
  for (const high_right& h : found.high)
    high.push_back({{"matter", org.matters()[h.matter].code},
                    {"from", org.code(h.from)},
                    {"to", org.code(h.to)},
                    {"originators", h.originators},
                    {"volume", h.volume},
                    {"hand_offs", h.hand_offs}});
  return detail::text_of({{"price", price},
                          {"receivers", found.receivers},
                          {"volume", found.volume},
                          {"hand_offs_before", found.hand_offs_before},
                          {"hand_offs_saved", found.hand_offs},
                          {"checks_lost", checks},
                          {"worth", found.worth},
                          {"bound", found.bound},
                          {"exact", found.exact},
                          {"delegations", std::move(delegations)},
                          {"needlessly_high", std::move(high)}});
}

std::string to_json(const shortening_frontier& found) {
  using detail::or_null;
  using nlohmann::ordered_json;
  ordered_json points = ordered_json::array();
  for (const shortening_point& p : found.points)
    points.push_back({{"measures", p.measures},
                      {"flattening", p.flattening},
                      {"posts", p.posts},
                      {"delegation", p.delegation},
                      {"both", p.both},
                      {"posts_of_both", p.posts_of_both},
                      {"delegations_of_both", p.delegations_of_both},
                      {"bound", or_null(p.bound)}});
  return detail::text_of({{"side_by_side",
                           {{"sentence", found.in_words()},
                            {"hand_offs_before", found.hand_offs_before},
                            {"delegations", found.delegations},
                            {"hand_offs_of_delegations", found.hand_offs_of_delegations},
                            {"posts_for_delegations", or_null(found.posts_for_delegations)},
                            {"points", std::move(points)}}}});
}

}  // namespace pangkas::inline v0_1
