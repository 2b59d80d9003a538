// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/contenders.hpp"
#include "benchmarks/support/plain_loops.hpp"
#include "benchmarks/support/simplified.hpp"

#include <pangkas/io/presets.hpp>
#include <pangkas/simplify/simplify.hpp>

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace pangkas::benchmarks {
namespace {

/// The superiors afterwards: each row hangs on its nearest superior that is not marked. Nothing is
/// converted, noted or checked.
parent_array plain_re_attachment(const parent_array& superiors,
                                 const std::vector<std::uint8_t>& marked) {
  parent_array after(superiors.size(), no_row);
  for (row_index row = 0; row < superiors.size(); ++row) {
    row_index above = superiors[row];
    while (above != no_row && marked[above] != 0) above = superiors[above];
    after[row] = above;
  }
  return after;
}

parent_array plain_delayering(const service& s) {
  const parent_array& superiors = s.superiors();
  const std::vector<std::uint32_t> layers = plain_layers(superiors);
  const std::vector<std::uint32_t> spans = plain_spans(superiors);
  std::vector<std::uint8_t> marked(superiors.size());
  for (row_index row = 0; row < superiors.size(); ++row)
    marked[row] = layers[row] == 3 && spans[row] > 0 ? 1 : 0;
  return plain_re_attachment(superiors, marked);
}

parent_array plain_simplification_by_rank(const service& s) {
  const organisation& org = s.organisation();
  const position_table& table = org.table();
  std::vector<std::uint8_t> by_rank(table.ranks->values().size(), 0);
  for (std::size_t i = 0; i < by_rank.size(); ++i)
    for (const std::string_view group : {"III", "IV", "V"})
      if (org.scheme().matches(*org.scheme().find(table.ranks->values()[i]), group)) by_rank[i] = 1;
  std::vector<std::uint8_t> marked(org.size());
  for (row_index row = 0; row < org.size(); ++row)
    marked[row] = by_rank[table.ranks->entry(row)] != 0 && (*table.flags)[row].empty() ? 1 : 0;
  return plain_re_attachment(s.superiors(), marked);
}

parent_array superiors_after(const service&, const simplification& result) {
  return result.after.parts().superiors;
}

const auto by_layer = subject<parent_array>("simplify_by_layer")
                          .contender("plain_loop", plain_delayering)
                          .contender(
                              "ours",
                              [rules = delayer_policy()](const service& s) {
                                return simplify(s.organisation(), rules);
                              },
                              superiors_after);

const auto by_rank =
    subject<parent_array>("simplify_by_rank")
        .contender("plain_loop", plain_simplification_by_rank)
        .contender(
            "ours",
            [rules = rank_policy()](const service& s) { return simplify(s.organisation(), rules); },
            superiors_after)
        .contender(
            "ours_with_coordinators",
            [rules = coordinator_policy()](const service& s) {
              return simplify(s.organisation(), rules);
            },
            superiors_after);

}  // namespace
}  // namespace pangkas::benchmarks
