// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What the fuzzers try: each in a file of its own, NAME_fuzz.cpp.
#pragma once

#include <string_view>

namespace fuzz {

/// @brief Reads whatever the input is; aborts where a promise of its file is broken.
using target = void(std::string_view input);

target on_body_rules, on_columns, on_csv, on_decision_tables, on_event_log, on_integrity_rules,
    on_integrity_tables, on_json, on_json_table, on_ledger, on_log_mapping, on_office_rules,
    on_policy, on_position_table, on_rank_scheme, on_rdf_table, on_scenario, on_span_bands, on_text,
    on_workbook;

}  // namespace fuzz
