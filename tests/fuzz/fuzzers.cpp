// SPDX-License-Identifier: BSL-1.0
// All fuzzers are one program, which links in the time of one: each is a name of it in
// build/fuzz/fuzzers.
#include "fuzzers.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <utility>

namespace {

constexpr std::array<std::pair<std::string_view, fuzz::target*>, 20> fuzzers{{
    {"body_rules", fuzz::on_body_rules},
    {"columns", fuzz::on_columns},
    {"csv", fuzz::on_csv},
    {"decision_tables", fuzz::on_decision_tables},
    {"event_log", fuzz::on_event_log},
    {"integrity_rules", fuzz::on_integrity_rules},
    {"integrity_tables", fuzz::on_integrity_tables},
    {"json", fuzz::on_json},
    {"json_table", fuzz::on_json_table},
    {"ledger", fuzz::on_ledger},
    {"log_mapping", fuzz::on_log_mapping},
    {"office_rules", fuzz::on_office_rules},
    {"policy", fuzz::on_policy},
    {"position_table", fuzz::on_position_table},
    {"rank_scheme", fuzz::on_rank_scheme},
    {"rdf_table", fuzz::on_rdf_table},
    {"scenario", fuzz::on_scenario},
    {"span_bands", fuzz::on_span_bands},
    {"text", fuzz::on_text},
    {"workbook", fuzz::on_workbook},
}};

fuzz::target* chosen = nullptr;

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char*** arguments) {
  const std::string name = std::filesystem::path(**arguments).filename().string();
  const auto found =
      std::ranges::find(fuzzers, name, &std::pair<std::string_view, fuzz::target*>::first);
  if (found == fuzzers.end()) {
    std::cerr << "No fuzzer is called " << name << "; call this program by the name of one:";
    for (const auto& fuzzer : fuzzers) std::cerr << ' ' << fuzzer.first;
    std::cerr << '\n';
    std::exit(2);
  }
  chosen = found->second;
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  chosen({reinterpret_cast<const char*>(data), size});
  return 0;
}
