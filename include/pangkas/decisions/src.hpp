// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The bodies of decisions/, a part of pangkas/src.hpp.
#pragma once

#include <pangkas/decisions/impl/checked_deciders.ipp>
#include <pangkas/decisions/impl/compare_decisions.ipp>
#include <pangkas/decisions/impl/decision_findings.ipp>
#include <pangkas/decisions/impl/decision_path.ipp>
#include <pangkas/decisions/impl/decision_quality.ipp>
#include <pangkas/decisions/impl/decision_violations.ipp>
#include <pangkas/decisions/impl/decisions.ipp>
#include <pangkas/decisions/impl/default_matter.ipp>
#include <pangkas/decisions/impl/length_histogram.ipp>
#include <pangkas/decisions/impl/matter_follower.ipp>
#include <pangkas/decisions/impl/scheme_findings.ipp>
#include <pangkas/decisions/impl/who_decides.ipp>
