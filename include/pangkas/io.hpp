// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief All of pangkas::io at once: reading and writing.
#pragma once

#include <pangkas/io/body_rules.hpp>
#include <pangkas/io/columns.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/decision_tables.hpp>
#include <pangkas/io/encoding.hpp>
#include <pangkas/io/event_log.hpp>
#include <pangkas/io/exports.hpp>
#include <pangkas/io/finding_table.hpp>
#include <pangkas/io/folder_check.hpp>
#include <pangkas/io/history.hpp>
#include <pangkas/io/integrity_rules.hpp>
#include <pangkas/io/integrity_tables.hpp>
#include <pangkas/io/json.hpp>
#include <pangkas/io/ledger.hpp>
#include <pangkas/io/number.hpp>
#include <pangkas/io/office_rules.hpp>
#include <pangkas/io/output.hpp>
#include <pangkas/io/policy.hpp>
#include <pangkas/io/position_map.hpp>
#include <pangkas/io/position_table.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/io/rank_scheme.hpp>
#include <pangkas/io/read.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/io/result_table.hpp>
#include <pangkas/io/routing.hpp>
#include <pangkas/io/scenario.hpp>
#include <pangkas/io/sha256.hpp>
#include <pangkas/io/simulated_log.hpp>
#include <pangkas/io/span_bands.hpp>
#include <pangkas/io/suggest_columns.hpp>
#include <pangkas/io/text.hpp>
