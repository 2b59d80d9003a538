// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Optimal flattening that brings no breach of integrity.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/integrity/duties.hpp>
#include <pangkas/integrity/integrity.hpp>
#include <pangkas/integrity/integrity_rules.hpp>
#include <pangkas/optimise/flattening_problem.hpp>
#include <pangkas/study/flattening_question.hpp>

#include <cstddef>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief What keep_integrity() finds.
struct integrity_protection {
  std::vector<position_id> kept{};  ///< posts that must stay, beside those that were asked for
  std::size_t brought = 0;          ///< breaches that the optimum without them would bring
  std::size_t left = 0;  ///< that it brings all the same, for no conversion alone causes them
  double hand_offs = 0;  ///< a year that the kept posts cost, of those that could be saved
};

/// @brief Protects posts until the optimum brings no breach that a conversion causes.
///
/// The optimum is solved and played; the posts whose conversion caused a new breach are kept, and it
/// is solved again, until none is new. Each round keeps a post more, so it ends. The kept posts are
/// enough, and may be more than are needed.
///
/// @param org      The organisation.
/// @param asked    The request; its posts to keep are added to.
/// @param tables   Duties and holders.
/// @param rules    The rules of integrity.
/// @param options  As for integrity().
/// @throws As ask().
/// @complexity     That of optimal_flattening() and integrity_change_of() without repairs, for each
///                 round.
[[nodiscard]] integrity_protection keep_integrity(const organisation& org,
                                                  flattening_request& asked,
                                                  const integrity_tables& tables,
                                                  const integrity_rules& rules,
                                                  const integrity_options& options = {});

}  // namespace pangkas
