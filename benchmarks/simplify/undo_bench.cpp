// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/contenders.hpp"
#include "benchmarks/support/plain_loops.hpp"
#include "benchmarks/support/simplified.hpp"

#include <pangkas/simplify/undo.hpp>

#include <variant>

namespace pangkas::benchmarks {
namespace {

/// Puts the superiors back from the ledger, and nothing else.
parent_array plain_undo(const simplification& simplified) {
  parent_array superiors = simplified.after.parts().superiors;
  for (const ledger_entry& entry : simplified.changes.entries)
    if (const auto* report = std::get_if<re_attached>(&entry.what))
      superiors[report->row] = report->was;
  return superiors;
}

parent_array superiors_of(const service&, const organisation& org) { return org.parts().superiors; }

const auto of_ranks =
    subject<parent_array>("undo_by_rank")
        .contender("plain_loop", [](const service& s) { return plain_undo(simplified_by_rank(s)); })
        .contender(
            "ours",
            [](const service& s) {
              const simplification& simplified = simplified_by_rank(s);
              return undo(simplified.after, simplified.changes);
            },
            superiors_of);

const auto of_coordinators =
    subject<parent_array>("undo_with_coordinators")
        .contender("plain_loop",
                   [](const service& s) { return plain_undo(simplified_with_coordinators(s)); })
        .contender(
            "ours",
            [](const service& s) {
              const simplification& simplified = simplified_with_coordinators(s);
              return undo(simplified.after, simplified.changes);
            },
            superiors_of);

}  // namespace
}  // namespace pangkas::benchmarks
