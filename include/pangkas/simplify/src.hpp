// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The bodies of simplify/, a part of pangkas/src.hpp.
#pragma once

#include <pangkas/simplify/impl/checks.ipp>
#include <pangkas/simplify/impl/join_teams.ipp>
#include <pangkas/simplify/impl/ledger.ipp>
#include <pangkas/simplify/impl/policy.ipp>
#include <pangkas/simplify/impl/preset_policies.ipp>
#include <pangkas/simplify/impl/scenario.ipp>
#include <pangkas/simplify/impl/select.ipp>
#include <pangkas/simplify/impl/select_repeatedly.ipp>
#include <pangkas/simplify/impl/simplify.ipp>
#include <pangkas/simplify/impl/turn_digital.ipp>
#include <pangkas/simplify/impl/undo.ipp>
#include <pangkas/simplify/impl/validate_policy.ipp>
