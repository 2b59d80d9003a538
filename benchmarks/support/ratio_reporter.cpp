// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/ratio_reporter.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>
#include <map>
#include <ostream>
#include <string>
#include <vector>

namespace pangkas::benchmarks {
namespace {

std::string ratio_text(double ratio) {
  std::array<char, 32> text{};
  const char* format = ratio >= 100 ? "%.0f" : ratio >= 10 ? "%.1f" : ratio >= 1 ? "%.2f" : "%.2g";
  std::snprintf(text.data(), text.size(), format, ratio);
  return text.data();
}

std::string grouped(std::size_t number) {
  const std::string digits = std::to_string(number);
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += ',';
    text += digits[i];
  }
  return text;
}

std::string cell_of(const std::vector<double>& own, const std::vector<double>& yardstick) {
  std::vector<double> ratios;
  for (std::size_t round = 0; round < std::min(own.size(), yardstick.size()); ++round)
    ratios.push_back(own[round] / yardstick[round]);
  if (ratios.empty()) return "-";
  std::ranges::sort(ratios);
  const std::string median = ratio_text(ratios[ratios.size() / 2]);
  if (&own == &yardstick || ratios.size() == 1) return median;
  return median + " (" + ratio_text(ratios.front()) + "-" + ratio_text(ratios.back()) + ")";
}

}  // namespace

bool ratio_reporter::ReportContext(const Context& context) {
  PrintBasicContext(&GetErrorStream(), context);
  return true;
}

void ratio_reporter::ReportRuns(const std::vector<Run>& runs) {
  for (const Run& run : runs) {
    if (run.run_type != Run::RT_Iteration) continue;
    const auto place = place_of(run.run_name.function_name);
    if (!place) continue;
    if (table_ && (table_->subject != place->subject || table_->order != place->order))
      print_table();
    table_ = place;
    if (run.iterations > 0 && run.cpu_accumulated_time > 0)  // else it has failed
      times_[place->positions][place->contender].push_back(run.cpu_accumulated_time /
                                                           static_cast<double>(run.iterations));
  }
}

void ratio_reporter::Finalize() {
  if (table_) print_table();
}

void ratio_reporter::print_table() {
  const subject_entry& subject = *table_->subject;
  std::ostream& out = GetOutputStream();
  std::vector<std::vector<std::string>> rows{
      {subject.name + ", " + std::string(to_string(table_->order)) + " order"}};
  for (const auto& [positions, by_contender] : times_) rows.front().push_back(grouped(positions));
  for (std::size_t i = 0; i < subject.contenders.size(); ++i) {
    rows.push_back({subject.contenders[i].first});
    for (auto& [positions, by_contender] : times_)
      rows.back().push_back(cell_of(by_contender[i], by_contender[0]));
  }
  std::vector<std::size_t> widths(rows.front().size(), 0);
  for (const auto& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t i = 0; i < rows[r].size(); ++i)
      out << "| " << rows[r][i] << std::string(widths[i] - rows[r][i].size() + 1, ' ');
    out << "|\n";
    if (r > 0) continue;
    for (const std::size_t width : widths) out << '|' << std::string(width + 2, '-');
    out << "|\n";
  }
  out << std::endl;
  times_.clear();
  table_.reset();
}

}  // namespace pangkas::benchmarks
