// SPDX-License-Identifier: BSL-1.0
#include "html_report_parts.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {
namespace {

using nlohmann::ordered_json;

/// Codes that follow each other begin alike: each is what it has in common with the one before, and
/// its rest. Only ASCII is counted as common, whose characters are as many in any encoding.
class front_coded {
 public:
  void add(std::string_view code) {
    std::size_t common = 0;
    const std::size_t most = std::min(code.size(), last_.size());
    while (common < most && code[common] == last_[common] &&
           static_cast<unsigned char>(code[common]) < 0x80 && code[common] != '\n')
      ++common;
    common_.add(static_cast<double>(common));
    if (common_.size() > 1) rest_ += '\n';
    for (const char c : code.substr(common)) rest_ += c == '\n' ? ' ' : c;
    last_ = code;
  }
  [[nodiscard]] std::size_t size() const noexcept { return common_.size(); }
  [[nodiscard]] ordered_json json() const { return {{"common", common_.json()}, {"rest", rest_}}; }

 private:
  packed_column common_;
  std::string rest_;
  std::string_view last_;  ///< of the organisation, which outlives this
};

/// A column in which the same number often comes several times in a row.
class run_lengths {
 public:
  void add(std::optional<std::uint32_t> value) {
    if (times_ > 0 && value == last_) {
      ++times_;
      return;
    }
    end_run();
    last_ = value;
    times_ = 1;
  }
  [[nodiscard]] ordered_json json() {
    end_run();
    times_ = 0;
    return {{"value", value_.json()}, {"times", length_.json()}};
  }

 private:
  void end_run() {
    if (times_ == 0) return;
    value_.add(last_);
    length_.add(static_cast<double>(times_));
  }

  packed_column value_;
  packed_column length_;
  std::optional<std::uint32_t> last_;
  std::size_t times_ = 0;
};

}  // namespace

ordered_json undrawn_json(const report_view& view) {
  if (view.shown.all()) return nullptr;
  const organisation& named = view.named.before;
  const command_forest& forest = view.real.before.command();
  const std::size_t total = forest.size() - view.shown.positions().size();
  const bool has_titles = total <= view.limits.titled;
  front_coded codes;
  text_dictionary titles;
  run_lengths superiors;
  std::vector<std::optional<std::uint32_t>> nearest(forest.size());
  for (position_id p{0}; p < forest.size(); ++p) {
    nearest[p] = view.shown.post(p);
    if (nearest[p]) continue;
    if (const position_id superior = forest.superiors()[p]; superior != no_position)
      nearest[p] = nearest[superior];
    if (codes.size() == view.limits.coded) continue;
    codes.add(named.code(p));
    superiors.add(nearest[p]);
    if (has_titles) titles.add(named.title(p));
  }
  return {{"total", total},
          {"listed", codes.size()},
          {"codes", codes.json()},
          {"superiors", superiors.json()},
          {"titles", has_titles ? titles.json() : ordered_json()}};
}

}  // namespace pangkas::detail
