// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The bodies of core/, a part of pangkas/src.hpp.
#pragma once

#include <pangkas/core/impl/authority.ipp>
#include <pangkas/core/impl/condition.ipp>
#include <pangkas/core/impl/condition_matcher.ipp>
#include <pangkas/core/impl/exact_sum.ipp>
#include <pangkas/core/impl/finding.ipp>
#include <pangkas/core/impl/finding_list.ipp>
#include <pangkas/core/impl/holder.ipp>
#include <pangkas/core/impl/matter.ipp>
#include <pangkas/core/impl/organisation.ipp>
#include <pangkas/core/impl/organisation_builder.ipp>
#include <pangkas/core/impl/position_batch.ipp>
#include <pangkas/core/impl/position_columns.ipp>
#include <pangkas/core/impl/preset_schemes.ipp>
#include <pangkas/core/impl/rank_scheme.ipp>
#include <pangkas/core/impl/rule_statement.ipp>
#include <pangkas/core/impl/suggestion.ipp>
#include <pangkas/core/impl/text_column.ipp>
