// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The digital channel: matters whose papers travel no more.
#pragma once

#include <pangkas/core/finding_list.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/simplify/impl/reorganisation.hpp>
#include <pangkas/simplify/policy.hpp>

namespace pangkas::inline v0_1 {

/// @brief Step 7: turns matters digital. The clerical steps that the rule names fall away; work and
/// waiting of a step become those of the rule, where it gives them. Who reviews and who decides
/// stays: no line, no authority and no level changes.
///
/// A matter that is digital already stays as it was. The first rule that names a matter is for it.
/// @param before    The organisation before.
/// @param rules     The policy.
/// @param draft     Receives the matters and the ledger entries, which have no position.
/// @param findings  Receives unknown-matter, already-digital and unknown-clerical-step.
/// @complexity O(M · steps) expected for M matters.
void turn_digital(const organisation& before, const policy& rules, reorganisation& draft,
                  finding_list& findings);

}  // namespace pangkas
