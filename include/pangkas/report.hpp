// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief All of pangkas::report at once: what is told of an organisation and of a change.
#pragma once

#include <pangkas/report/decision_times.hpp>
#include <pangkas/report/delegation.hpp>
#include <pangkas/report/event_log.hpp>
#include <pangkas/report/evidence.hpp>
#include <pangkas/report/hierarchy.hpp>
#include <pangkas/report/html_report.hpp>
#include <pangkas/report/integrity.hpp>
#include <pangkas/report/scenario_study.hpp>
