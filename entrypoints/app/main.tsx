import '../../components/start.ts';
import '../../components/tokens.css';
import { render } from 'preact';
import { App } from '../../components/App.tsx';

render(<App />, document.body);
