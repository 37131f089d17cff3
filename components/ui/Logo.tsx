import './Logo.css';

/** The musette, a bag on its strap. Decoration: the name stands beside it. */
export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
      <path class="logo-strap" d="M4.2 15C4.2-1 27.8-1 27.8 15" />
      <path class="logo-bag" d="M2.5 13h27v13a4 4 0 0 1-4 4h-19a4 4 0 0 1-4-4Z" />
      <path class="logo-flap" d="M3 17c1 5 6 6.5 13 6.5S28 22 29 17M16 21.5v4" />
    </svg>
  );
}
