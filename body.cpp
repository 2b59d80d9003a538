#include <pangkas/integrity/src.hpp>
