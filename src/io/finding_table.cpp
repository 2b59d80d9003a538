// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/csv.hpp>
#include <pangkas/io/finding_table.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace pangkas {

void write_finding_table(std::span<const finding> findings, const text_sink& sink,
                         bool with_heading) {
  constexpr std::size_t piece = std::size_t{1} << 16;
  std::string out;
  if (with_heading) out = "file,row,column,position,rule,severity,detail,action\n";
  for (const finding& f : findings) {
    const std::string row = f.row ? std::to_string(*f.row) : std::string{};
    const std::array<std::string_view, 8> cells{
        f.file, row, f.column, f.position, f.rule, to_string(f.level), f.detail, f.action};
    append_csv_row(out, cells);
    if (out.size() >= piece) {
      sink(out);
      out.clear();
    }
  }
  if (!out.empty()) sink(out);
}

}  // namespace pangkas
